package io.dsel.sink.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.sink.bulk.FakeIndex.Item;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BulkWriterTest {
    private static final long SEED = Long.getLong("dsel.seed", System.nanoTime());

    private final FakeIndex index = new FakeIndex();
    private final Ledger ledger = new Ledger();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BulkWriter<Item> writer =
            new BulkWriter<>(index, ledger, timer, new BackOff(Duration.ofMillis(1), Duration.ofMillis(4), () -> 0.5));

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void onlyWhatFailedIsSentAgainUntilItIsTaken() throws Exception {
        AtomicInteger refusals = new AtomicInteger(25);
        index.answerItems(id -> id.equals("3") && refusals.getAndDecrement() > 0 ? 429 : FakeIndex.TAKE);
        settle(items(10));
        assertEquals(10, index.requests().getFirst());
        assertEquals(Set.of(1), new HashSet<>(index.requests().subList(1, 26)));
        assertEquals(26, index.requests().size());
        assertEquals(25, ledger.retried.get());
        assertEquals(10, index.stored().size());
    }

    @Test
    void aNodeThatIsAwayIsAskedUntilItIsBack() throws Exception {
        AtomicInteger refusals = new AtomicInteger(12);
        index.answerRequests(
                ids -> refusals.getAndDecrement() > 0 ? (refusals.get() % 2 == 0 ? -1 : 503) : FakeIndex.TAKE);
        settle(items(5));
        assertEquals(13, index.requests().size());
        assertEquals(5, index.stored().size());
    }

    @Test
    void whatIsAlreadyThereIsSettled() throws Exception {
        settle(items(5));
        settle(items(7));
        assertEquals(Set.of("0", "1", "2", "3", "4"), ledger.there.keySet());
        assertEquals(7, ledger.stored.size());
    }

    @Test
    void aRequestThatIsTooLargeIsSplit() throws Exception {
        index.answerRequests(ids -> ids.size() > 3 ? 413 : FakeIndex.TAKE);
        settle(items(20));
        assertEquals(20, index.stored().size());
        assertTrue(ledger.rejected.isEmpty(), ledger.rejected.toString());
    }

    @Test
    void aRequestRefusedForOneItemLosesThatOneOnly() throws Exception {
        index.answerRequests(ids -> ids.contains("13") ? 400 : FakeIndex.TAKE);
        settle(items(64));
        assertEquals(Set.of("13"), ledger.rejected.keySet());
        assertEquals(63, index.stored().size());
        assertTrue(index.requests().size() <= 14, "bisected, not one by one: " + index.requests());
    }

    @Test
    void aRejectedItemIsSettledWhenItsLetterIs() throws Exception {
        index.answerItems(id -> id.equals("1") ? 400 : FakeIndex.TAKE);
        ledger.letter = new CompletableFuture<>();
        BulkWriter.Writing writing = writer.write(items(3));
        writing.answered().get(10, TimeUnit.SECONDS);
        assertFalse(writing.settled().isDone());
        assertTrue(ledger.rejected.get("1").contains("because of 1"), ledger.rejected.toString());
        ledger.letter.complete(null);
        writing.settled().get(10, TimeUnit.SECONDS);
    }

    @Test
    void withoutRightsNothingIsSettledAndItStops() throws Exception {
        index.answerRequests(ids -> 403);
        BulkWriter.Writing writing = writer.write(items(3));
        writing.answered().get(10, TimeUnit.SECONDS);
        assertFalse(writing.settled().isDone());
        assertTrue(ledger.stopped.startsWith("403"), ledger.stopped);
        assertEquals(1, index.requests().size());
    }

    /** Whatever the index answers in between: in the end every item is settled exactly once, and stored at most once. */
    @Test
    void convergenceThroughAnyMixOfFailures() throws Exception {
        Random random = new Random(SEED);
        for (int run = 0; run < 30; run++) {
            Set<String> poison = new HashSet<>();
            for (int i = 0; i < 5; i++) {
                poison.add(run + "-" + random.nextInt(100));
            }
            int largest = 1 + random.nextInt(100);
            index.answerRequests(ids -> {
                int dice = random.nextInt(10);
                boolean poisoned = ids.stream().anyMatch(id -> poison.contains(id) && id.endsWith("7"));
                return ids.size() > largest ? 413 : poisoned ? 400 : dice == 0 ? -1 : dice == 1 ? 503 : FakeIndex.TAKE;
            });
            index.answerItems(id -> poison.contains(id) ? 400 : random.nextInt(5) == 0 ? 429 : FakeIndex.TAKE);
            String prefix = run + "-";
            settle(IntStream.range(0, 100).mapToObj(i -> new Item(prefix + i)).toList());
            String message = "seed " + SEED + ", run " + run;
            assertEquals(poison, ledger.rejected.keySet(), message);
            assertEquals(100 - poison.size(), ledger.stored.size() + ledger.there.size(), message);
            ledger.counts().forEach((id, count) -> assertEquals(1, count, message + ", settled " + id));
            index.stored().forEach((id, count) -> assertEquals(1, count, message + ", stored " + id));
            ledger.clear();
        }
    }

    private void settle(List<Item> items) throws Exception {
        writer.write(items).settled().get(30, TimeUnit.SECONDS);
    }

    private static List<Item> items(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Item("" + i)).toList();
    }

    private static final class Ledger implements Settlement<Item> {
        final Map<String, Integer> stored = new ConcurrentHashMap<>();
        final Map<String, Integer> there = new ConcurrentHashMap<>();
        final Map<String, String> rejected = new ConcurrentHashMap<>();
        final AtomicInteger retried = new AtomicInteger();
        volatile CompletableFuture<Void> letter = CompletableFuture.completedFuture(null);
        volatile String stopped;

        @Override
        public void stored(List<Item> items) {
            items.forEach(item -> stored.merge(item.id(), 1, Integer::sum));
        }

        @Override
        public void alreadyThere(List<Item> items) {
            items.forEach(item -> there.merge(item.id(), 1, Integer::sum));
        }

        @Override
        public CompletableFuture<Void> rejected(Item item, String reason) {
            rejected.put(item.id(), reason);
            return letter;
        }

        @Override
        public void retrying(int items, String reason) {
            retried.addAndGet(items);
        }

        @Override
        public void stopped(String reason) {
            stopped = reason;
        }

        Map<String, Integer> counts() {
            Map<String, Integer> counts = new ConcurrentHashMap<>(stored);
            there.forEach((id, count) -> counts.merge(id, count, Integer::sum));
            rejected.keySet().forEach(id -> counts.merge(id, 1, Integer::sum));
            return counts;
        }

        void clear() {
            new ArrayList<>(List.of(stored, there, rejected)).forEach(Map::clear);
        }
    }
}
