package io.dsel.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of events that are sent: each is stored once, however often services are away. */
class EventSenderTest {

    /** Time passes when somebody waits. */
    private static final class Waiting implements InstantSource, Patience.Pause {

        private Instant now = Instant.EPOCH;
        private final List<Long> pauses = new ArrayList<>();

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public void of(Duration duration) {
            now = now.plus(duration);
            pauses.add(duration.toMillis());
        }
    }

    private final Waiting waiting = new Waiting();
    private final SilentProgress progress = new SilentProgress();
    private final FakeStack stack = new FakeStack();
    private EventSpool spool;

    @BeforeEach
    void spool() throws IOException {
        spool = new EventSpool();
        for (int i = 0; i < 1200; i++) {
            spool.add(event(i, 10));
        }
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    static Event event(int number, int size) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"%sAppliedEvent",
                 "meta":{"eventId":"id-%d","timestamp":"2026-01-15T10:30:00Z","userId":"u","correlationId":"c",
                         "executionId":"x","name":"n%d","appId":"app","region":"default","labels":{}},
                 "spec":{"%s":{"metadata":{"name":"n"},"text":"%s"}}}
                """.formatted(
                number % 2 == 0 ? "Ab" : "Cd", number, number % 7, number % 2 == 0 ? "ab" : "cd", "x".repeat(size))));
    }

    private SendCounts send(Stack to) throws IOException, InterruptedException {
        return new EventSender(to, new Patience(waiting, waiting), progress::say).send(spool, progress);
    }

    private void assertAllStored() {
        assertEquals(1200, stack.events.size());
        assertEquals(event(0, 10), stack.events.get("id-0"));
        assertEquals(event(1199, 10), stack.events.get("id-1199"));
    }

    @Test
    void everythingIsSentInOrderAndInChunks() throws Exception {
        SendCounts counts = send(stack);
        assertAllStored();
        assertEquals(List.of(500, 500, 200), stack.chunks);
        assertEquals("id-0,id-1,id-2", String.join(",", new ArrayList<>(stack.events.keySet()).subList(0, 3)));
        assertEquals(Set.of("AbAppliedEvent", "CdAppliedEvent"), stack.topics);
        assertEquals(1200, counts.sent());
        assertEquals(0, counts.alreadyThere() + counts.failed());
        assertEquals(List.of("sending 1200 events"), progress.tasks);
        assertEquals(1200, progress.done);
    }

    @Test
    void sendingAgainSendsNothing() throws Exception {
        send(stack);
        stack.chunks.clear();
        SendCounts again = send(stack);
        assertEquals(2, stack.caughtUp, "what is known is asked when everything stored before can be told");
        assertEquals(1200, again.alreadyThere());
        assertEquals(0, again.sent());
        assertEquals(List.of(), stack.chunks);
    }

    @Test
    void sendingAgainContinuesWhereTheLastStopped() throws Exception {
        for (int i = 0; i < 700; i++) {
            stack.put(event(i, 10));
        }
        SendCounts counts = send(stack);
        assertAllStored();
        assertEquals(700, counts.alreadyThere());
        assertEquals(500, counts.sent());
    }

    @Test
    void withoutAnAnswerToWhatIsThereAllIsSentAndSaidSo() throws Exception {
        SendCounts counts = send(new Passing(stack) {
            @Override
            public Set<String> known(List<String> ids) {
                throw new UnavailableException("no gateway");
            }
        });
        assertAllStored();
        assertEquals(1200, counts.sent());
        assertEquals(1, progress.said.size());
        assertTrue(progress.said.getFirst().contains("counts once"), progress.said.getFirst());
    }

    @Test
    void anEventThatIsRefusedFailsAloneAndIsNamed() throws Exception {
        stack.hurdle = event -> event.meta().eventId().equals("id-600") ? new Outcome.Refused("too large") : null;
        SendCounts counts = send(stack);
        assertEquals(1199, counts.sent());
        assertEquals(1, counts.failed());
        assertEquals(List.of(new SendCounts.Failure("id-600", "Ab/app/n5", "too large")), counts.failures());
        assertEquals(List.of(), waiting.pauses);
    }

    @Test
    void whatNobodyKnowsOfIsSentAgain() throws Exception {
        int[] times = {0};
        stack.hurdle = event -> Integer.parseInt(event.meta().eventId().substring(3)) % 100 == 7 && times[0]++ < 30
                ? new Outcome.Unknown("the log did not answer")
                : null;
        SendCounts counts = send(stack);
        assertAllStored();
        assertEquals(1200, counts.sent());
    }

    @Test
    void aServiceThatComesBackWithinAMinuteIsWaitedFor() throws Exception {
        int[] calls = {0};
        SendCounts counts = send(new Passing(stack) {
            @Override
            public List<Outcome> store(List<SpooledEvent> events) throws InterruptedException {
                if (calls[0]++ < 8) {
                    throw new UnavailableException("starting");
                }
                return super.store(events);
            }
        });
        assertAllStored();
        assertEquals(1200, counts.sent());
        assertEquals(List.of(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L), waiting.pauses);
    }

    @Test
    void aServiceThatStaysAwayEndsItAndSaysHowFarItGot() {
        int[] calls = {0};
        Stack failing = new Passing(stack) {
            @Override
            public List<Outcome> store(List<SpooledEvent> events) throws InterruptedException {
                if (calls[0]++ > 0) {
                    throw new UnavailableException("ingest is gone");
                }
                return super.store(events);
            }
        };
        ImportException e = assertThrows(ImportException.class, () -> send(failing));
        assertEquals("ingest is gone; 500 of 1200 events were done. Import again to continue there", e.getMessage());
        assertTrue(waiting.now.isAfter(Instant.EPOCH.plusSeconds(50)), "waited until " + waiting.now);
        assertTrue(waiting.now.isBefore(Instant.EPOCH.plusSeconds(61)), "waited until " + waiting.now);
    }

    @Test
    void anAnswerThatNeverCameIsNotTheEnd() throws Exception {
        int[] calls = {0};
        SendCounts counts = send(new Passing(stack) {
            @Override
            public List<Outcome> store(List<SpooledEvent> events) throws InterruptedException {
                if (calls[0]++ == 0) {
                    waiting.now = waiting.now.plusSeconds(90);
                    throw new UnavailableException("timed out");
                }
                return super.store(events);
            }
        });
        assertEquals(1200, counts.sent());
    }

    @Test
    void theServiceSaysWhenToComeBack() throws Exception {
        int[] calls = {0};
        send(new Passing(stack) {
            @Override
            public void createKinds(Collection<String> kinds) throws InterruptedException {
                if (calls[0]++ == 0) {
                    throw new UnavailableException("busy", Optional.of(Duration.ofSeconds(2)), null);
                }
                super.createKinds(kinds);
            }
        });
        assertEquals(List.of(2000L), waiting.pauses);
    }

    @Test
    void chunksAreBoundedByBytesToo() throws Exception {
        try (EventSpool large = new EventSpool()) {
            for (int i = 0; i < 6; i++) {
                large.add(event(i, 1_500_000));
            }
            large.add(event(6, 6_000_000));
            large.add(event(7, 10));
            new EventSender(stack, new Patience(waiting, waiting), progress::say).send(large, progress);
        }
        assertEquals(List.of(2, 2, 2, 1, 1), stack.chunks);
    }

    @Test
    void nothingToSendAsksForNothing() throws Exception {
        try (EventSpool empty = new EventSpool()) {
            Stack none = new Passing(stack) {
                @Override
                public void createKinds(Collection<String> kinds) {
                    throw new AssertionError("asked for topics of no kinds");
                }
            };
            assertEquals(
                    0,
                    new EventSender(none, new Patience(waiting, waiting), progress::say)
                            .send(empty, progress)
                            .total());
        }
    }

    /** Hands everything on. */
    private abstract static class Passing implements Stack {

        private final Stack next;

        Passing(Stack next) {
            this.next = next;
        }

        @Override
        public void createKinds(Collection<String> kinds) throws InterruptedException {
            next.createKinds(kinds);
        }

        @Override
        public void catchUp() throws InterruptedException {
            next.catchUp();
        }

        @Override
        public Set<String> known(List<String> ids) throws InterruptedException {
            return next.known(ids);
        }

        @Override
        public List<Outcome> store(List<SpooledEvent> events) throws InterruptedException {
            return next.store(events);
        }

        @Override
        public ObjectAnswer readStrong(String kind, String appId, String name, Instant asOf) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ObjectAnswer read(String kind, String appId, String name, Instant asOf) throws InterruptedException {
            return next.read(kind, appId, name, asOf);
        }
    }
}
