package io.dsel.sink.log;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EventOrder;
import io.dsel.sink.bulk.BackOff;
import io.dsel.sink.bulk.BulkWriter;
import io.dsel.sink.bulk.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LaneTest {
    private static final long LINGER = TimeUnit.MILLISECONDS.toNanos(100);
    private static final BulkLimits LIMITS = new BulkLimits(100, 4, Duration.ofNanos(LINGER), 2, 1 << 20);

    private final HeldTransport transport = new HeldTransport();
    private final List<LogItem> settled = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final BulkWriter<LogItem> writer = new BulkWriter<>(
            transport, new Kept(), timer, new BackOff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 1));
    private final Lane lane = Lane.unordered(writer, LIMITS);
    private final Lane heads = Lane.ordered(writer, LIMITS);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void withNothingUnderWayAnItemLeavesAtOnce() {
        lane.add(item("a", 0), 0);
        lane.send(0);
        assertEquals(1, transport.underWay().size());
        assertFalse(lane.hasUnsent());
    }

    @Test
    void whileOneIsUnderWayTheNextFillsUpOrLingers() {
        lane.add(item("a", 0), 0);
        lane.send(0);
        lane.add(item("b", 1), 10);
        lane.send(LINGER);
        assertEquals(1, transport.underWay().size(), "waits for more");
        lane.send(LINGER + 10);
        assertEquals(2, transport.underWay().size(), "has waited long enough");

        for (int i = 2; i < 6; i++) {
            lane.add(item("c" + i, i), LINGER + 20);
        }
        lane.send(10 * LINGER);
        assertEquals(2, transport.underWay().size(), "no more than two at once");
        transport.store(transport.underWay().getFirst());
        lane.send(10 * LINGER);
        assertEquals(List.of(1, 4), sizes());
    }

    @Test
    void aRequestHasSoManyDocumentsAndBytes() {
        for (int i = 0; i < 5; i++) {
            lane.add(item("a", i), 0);
        }
        lane.add(item("b", 5, 80), 0);
        lane.add(item("c", 6, 80), 0);
        lane.add(item("d", 7, 500), 0);
        for (int i = 0; i < 5; i++) {
            lane.send(LINGER);
            transport.storeAll();
        }
        assertEquals(List.of("0,1,2,3", "4,5", "6", "7"), settledTogether);
    }

    @Test
    void inAnOrderedLaneTheNextWaitsUntilAllIsSettled() {
        heads.add(item("a", 0), 0);
        heads.send(0);
        heads.add(item("a", 1), 0);
        HeldTransport.Request first = transport.underWay().getFirst();
        transport.answer(first, HeldTransport.reply(503, "{}"));
        heads.send(10 * LINGER);
        CompletableFuture<Void> again = CompletableFuture.runAsync(() -> {
            while (transport.underWay().isEmpty()) {
                Thread.onSpinWait();
            }
        });
        again.orTimeout(10, TimeUnit.SECONDS).join();
        assertEquals(first.bodies(), transport.underWay().getFirst().bodies(), "the first is sent again");
        heads.send(10 * LINGER);
        assertEquals(1, transport.underWay().size());
        transport.storeAll();
        heads.send(10 * LINGER);
        assertEquals(1, transport.underWay().size(), "now the next");
    }

    @Test
    void ofOneDocumentTheGreatestIsSentAndSettlesTheOthers() {
        LogItem first = item("a", 0, 20, new EventOrder(5, "x"));
        LogItem late = item("a", 1, 20, new EventOrder(4, "z"));
        LogItem greatest = item("a", 2, 20, new EventOrder(5, "y"));
        assertNull(heads.add(first, 0));
        assertSame(late, heads.add(late, 0));
        heads.add(greatest, 0);
        heads.add(item("b", 3), 0);
        heads.send(0);
        assertEquals(List.of(2), sizes());
        transport.storeAll();
        assertEquals(2, settled.size());
        LogItem survivor = settled.getFirst();
        assertEquals(2, survivor.record().offset());
        long[] offsets = survivor.offsets().clone();
        java.util.Arrays.sort(offsets);
        assertArrayEquals(new long[] {0, 1, 2}, offsets);
    }

    private final List<String> settledTogether = new ArrayList<>();

    private List<Integer> sizes() {
        return transport.underWay().stream()
                .map(request -> request.bodies().size())
                .toList();
    }

    private static LogItem item(String id, long offset) {
        return item(id, offset, 10);
    }

    private static LogItem item(String id, long offset, int bytes) {
        return item(id, offset, bytes, new EventOrder(offset, id));
    }

    private static LogItem item(String id, long offset, int bytes, EventOrder order) {
        return new LogItem(new ConsumerRecord<>("t", 0, offset, null, null), id, order, new byte[bytes]);
    }

    private final class Kept implements Settlement<LogItem> {
        @Override
        public void stored(List<LogItem> items) {
            settled.addAll(items);
            if (!items.isEmpty()) {
                settledTogether.add(String.join(
                        ",",
                        items.stream().map(item -> "" + item.record().offset()).toList()));
            }
        }

        @Override
        public void alreadyThere(List<LogItem> items) {
            assertTrue(items.isEmpty());
        }

        @Override
        public CompletableFuture<Void> rejected(LogItem item, String reason) {
            throw new AssertionError(reason);
        }

        @Override
        public void retrying(int items, String reason) {}

        @Override
        public void stopped(String reason) {
            throw new AssertionError(reason);
        }
    }
}
