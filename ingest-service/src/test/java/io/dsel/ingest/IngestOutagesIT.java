package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.LogPosition;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** What the service does while a part that it needs is away, and after. */
class IngestOutagesIT {
    @RegisterExtension
    static final DevStackExtension STACK =
            DevStackExtension.builder().broker().registry().shared().build();

    /** Much less than a test waits for an answer, so that one that comes is the service's own. */
    private static final Map<String, String> IMPATIENT =
            Map.of("DSEL_LOG_TIMEOUT_MS", "4000", "DSEL_LOG_BUFFER_BYTES", "1048576");

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void aBrokerThatDoesNotAnswerIs503AndNothingThatWasAcknowledgedIsLost() throws Exception {
        try (IngestUnderTest ingest = IngestUnderTest.on(STACK, IMPATIENT)) {
            Set<LogPosition> acknowledged = new HashSet<>();
            acknowledged.add(stored(ingest, event("Paused", 0)));
            STACK.pause(Part.BROKER);
            try {
                assertUnavailable(ingest.http().postJson("/v1/events", event("Paused", 1)));
                assertUnavailable(ingest.http().postJson("/v1/events", event("NeverSeen", 1)));
                assertUnavailable(ingest.http().postJson("/v1/kinds", "{\"eventKinds\":[\"NewAppliedEvent\"]}"));
                assertUnavailable(ingest.http()
                        .postJson("/v1/events", "[" + event("Paused", 2) + "," + event("Paused", 3) + "]"));
                assertLinesUnavailable(ingest.http()
                        .post(
                                "/v1/events",
                                "application/x-ndjson",
                                event("Paused", 4) + "\n" + event("Paused", 5) + "\n"));
                Answer health = ingest.http().get("/health");
                assertEquals(503, health.status());
                assertTrue(health.text().contains("the broker at"), health.text());
            } finally {
                STACK.resume(Part.BROKER);
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> ingest.http()
                                    .postJson("/v1/events", event("NeverSeen", 2))
                                    .status()
                            == 201);
            ingest.awaitReady();
            acknowledged.add(stored(ingest, event("Paused", 6)));
            assertTrue(topic("Paused").containsAll(acknowledged));
        }
    }

    @Test
    void aFullBufferIs503AndEmptiesAgain() throws Exception {
        try (IngestUnderTest ingest = IngestUnderTest.on(STACK, IMPATIENT)) {
            stored(ingest, event("Buffered", 0));
            String large =
                    event("Buffered", 1).replace("\"number\"", "\"pad\":\"" + "x".repeat(300_000) + "\",\"number\"");
            STACK.pause(Part.BROKER);
            try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
                List<Callable<Answer>> writes = IntStream.range(0, 12)
                        .mapToObj(i -> (Callable<Answer>) () -> ingest.http().postJson("/v1/events", large))
                        .toList();
                for (Future<Answer> write : threads.invokeAll(writes)) {
                    assertUnavailable(write.get());
                }
            } finally {
                STACK.resume(Part.BROKER);
            }
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> ingest.http().postJson("/v1/events", large).status() == 201);
        }
    }

    @Test
    void withoutTheRegistryWritesGoOn() throws Exception {
        try (IngestUnderTest ingest = IngestUnderTest.on(STACK, Map.of())) {
            STACK.stop(Part.REGISTRY);
            try {
                stored(ingest, event("Unregistered", 1));
                stored(
                        ingest,
                        "{\"kind\":\"ConfigAppliedEvent\",\"meta\":{\"name\":\"c\",\"appId\":\"a\"},"
                                + "\"spec\":{\"config\":{\"meta\":{\"name\":\"c\",\"appId\":\"a\"},\"spec\":{}}}}");
            } finally {
                STACK.start(Part.REGISTRY);
            }
        }
    }

    @Test
    void aServiceThatIsFirstWaitsForTheOthersAndSaysForWhich() throws Exception {
        STACK.stop(Part.REGISTRY);
        STACK.stop(Part.BROKER);
        try (IngestUnderTest ingest =
                new IngestUnderTest(STACK.bootstrapServers(), STACK.schemaRegistryUrl(), IMPATIENT)) {
            assertWaitsFor(ingest, "waits for the broker at " + STACK.bootstrapServers());
            Answer answer = ingest.http().postJson("/v1/events", event("First", 1));
            assertUnavailable(answer);
            assertTrue(answer.text().contains("waits for the broker"), answer.text());
            assertUnavailable(ingest.http().post("/v1/events", "application/x-ndjson", event("First", 1)));
            assertUnavailable(ingest.http().get("/v1/kinds"));
            STACK.start(Part.BROKER);
            assertWaitsFor(ingest, "waits for the schema registry at " + STACK.schemaRegistryUrl());
            STACK.start(Part.REGISTRY);
            ingest.awaitReady();
            stored(ingest, event("First", 1));
        }
    }

    @Test
    void aServiceThatStartsAgainGoesOnWhereItWas() {
        List<LogPosition> positions = new ArrayList<>();
        for (int start = 0; start < 2; start++) {
            try (IngestUnderTest ingest = IngestUnderTest.on(STACK, Map.of())) {
                positions.add(stored(ingest, event("Again", start)));
            }
        }
        assertEquals(positions.getFirst().offset() + 2, positions.getLast().offset(), "behind the commit of the first");
        assertEquals(Set.copyOf(positions), topic("Again"));
    }

    private static void assertWaitsFor(IngestUnderTest ingest, String what) {
        Awaitility.await().atMost(PATIENCE).until(() -> {
            Answer health = ingest.http().get("/health");
            return health.status() == 503 && health.text().contains(what);
        });
    }

    private static LogPosition stored(IngestUnderTest ingest, String event) {
        Answer answer = ingest.http().postJson("/v1/events", event);
        assertEquals(201, answer.status(), answer.text());
        JsonNode position = answer.json().path("position");
        return new LogPosition(
                position.path("topic").asString(),
                position.path("partition").asInt(),
                position.path("offset").asLong());
    }

    private static void assertUnavailable(Answer answer) {
        assertEquals(503, answer.status(), answer.text());
        assertEquals("unavailable", answer.problem());
        assertEquals("1", answer.header("Retry-After"));
    }

    private static void assertLinesUnavailable(Answer answer) {
        assertEquals(200, answer.status());
        assertEquals(
                List.of(503, 503),
                answer.lines().stream()
                        .map(line -> line.at("/problem/status").asInt())
                        .toList());
    }

    private static Set<LogPosition> topic(String kind) {
        return WholeTopic.read(STACK.bootstrapServers(), "dsel.events." + kind + "AppliedEvent").keySet().stream()
                .collect(Collectors.toSet());
    }

    private static String event(String kind, int number) {
        String field = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        return "{\"kind\":\"" + kind + "AppliedEvent\",\"meta\":{\"name\":\"w\",\"appId\":\"a\"}," + "\"spec\":{\""
                + field + "\":{\"number\":" + number + "}}}";
    }
}
