package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.json.Json;
import io.dsel.stack.junit.DevStackExtension;
import java.net.http.HttpRequest.BodyPublishers;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Several instances of the service, whichever of them is asked, are one writer of each entity. */
class ConditionalWritesIT {
    @RegisterExtension
    static final DevStackExtension STACK =
            DevStackExtension.builder().broker().registry().shared().build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<IngestUnderTest> INSTANCES = new ArrayList<>();

    @BeforeAll
    static void start() {
        for (int i = 0; i < 3; i++) {
            INSTANCES.add(IngestUnderTest.on(STACK, Map.of()));
        }
    }

    @AfterAll
    static void stop() {
        INSTANCES.forEach(IngestUnderTest::close);
    }

    @Test
    void aWriteBuildsOnTheHeadWhicheverInstanceIsAsked() {
        for (int e = 0; e < 8; e++) {
            String path = "/v1/objects/Chain/a/e" + e;
            Answer created = put(e, path, 0, "If-None-Match", "*");
            assertEquals(201, created.status(), created.text());
            assertEquals(412, put(e + 1, path, 1, "If-None-Match", "*").status());
            Answer second = put(e + 2, path, 2, "If-Match", created.header("ETag"));
            assertEquals(201, second.status(), second.text());
            Answer stale = put(e, path, 3, "If-Match", created.header("ETag"));
            assertEquals(412, stale.status());
            assertEquals(second.json().path("eventId"), stale.json().at("/head/eventId"));
            assertEquals(2, stale.json().at("/event/spec/chain/number").asInt());
        }
    }

    @Test
    void ofManyThatBuildOnOneHeadOneIsStored() throws Exception {
        String path = "/v1/objects/Race/a/hot";
        String tag = put(0, path, 0).header("ETag");
        try (ExecutorService threads = Executors.newFixedThreadPool(12)) {
            for (int round = 1; round <= 10; round++) {
                int number = round;
                String head = tag;
                List<Callable<Answer>> writes = IntStream.range(0, 12)
                        .mapToObj(i -> (Callable<Answer>) () -> put(i, path, number, "If-Match", head))
                        .toList();
                List<Answer> stored = new ArrayList<>();
                for (Future<Answer> write : threads.invokeAll(writes)) {
                    Answer answer = write.get();
                    assertTrue(answer.status() == 201 || answer.status() == 412, answer.text());
                    if (answer.status() == 201) {
                        stored.add(answer);
                    }
                }
                assertEquals(1, stored.size());
                tag = stored.getFirst().header("ETag");
            }
        }
        assertEquals(
                11,
                WholeTopic.read(STACK.bootstrapServers(), "dsel.events.RaceAppliedEvent")
                        .size());
    }

    @Test
    void identityARetryIsAnsweredAsBeforeByAnyInstanceAndByOneThatHasJustStarted() {
        String event = event("Retry", "r", "retry-1", 1);
        Answer first = post(0, event);
        assertEquals(201, first.status(), first.text());
        for (int i = 0; i < 3; i++) {
            assertSameAsBefore(first, post(i, event));
        }
        restart(0);
        restart(1);
        restart(2);
        for (int i = 0; i < 3; i++) {
            assertSameAsBefore(first, post(i, event));
            Answer other = post(i, event("Retry", "r", "retry-1", 2));
            assertEquals(409, other.status());
            assertEquals("id-conflict", other.problem());
        }
        assertEquals(
                1,
                WholeTopic.read(STACK.bootstrapServers(), "dsel.events.RetryAppliedEvent")
                        .size());
    }

    @Test
    void whatServicesPublishThemselvesIsSeenByConditions() {
        Event direct = EventJson.read(Json.parseObject("""
                {"apiVersion": "v1alpha1", "kind": "DirectAppliedEvent",
                 "meta": {"eventId": "direct-1", "timestamp": "2026-01-15T10:00:00Z", "userId": "u",
                    "correlationId": "c", "executionId": "x", "name": "d", "appId": "a", "region": "local"},
                 "spec": {"direct": {"number": 1}}}"""));
        Published published;
        try (DselProducer producer = DselProducer.connect(STACK.bootstrapServers(), STACK.schemaRegistryUrl())) {
            published = producer.publish(direct).join();
        }
        String path = "/v1/objects/Direct/a/d";
        Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> put(0, path, 2, "If-Match", "\"direct-1\"").status() == 201);
        Answer known = post(1, Json.write(EventJson.write(direct)));
        assertEquals(201, known.status(), known.text());
        assertTrue(known.json().path("duplicate").asBoolean());
        assertEquals(
                published.position().offset(),
                known.json().at("/position/offset").asLong());
    }

    @Test
    void whenAnInstanceLeavesItsPartitionsAreWrittenByOthersAtOnce() throws Exception {
        List<String> tags = new ArrayList<>();
        for (int e = 0; e < 8; e++) {
            tags.add(put(0, "/v1/objects/Moved/a/e" + e, 0).header("ETag"));
        }
        INSTANCES.removeLast().close();
        long left = System.nanoTime();
        for (int e = 0; e < 8; e++) {
            Answer answer = put(e, "/v1/objects/Moved/a/e" + e, 1, "If-Match", tags.get(e));
            assertEquals(201, answer.status(), answer.text());
        }
        System.out.println("eight writes after an instance has left: "
                + Duration.ofNanos(System.nanoTime() - left).toMillis() + " ms");
        INSTANCES.add(IngestUnderTest.on(STACK, Map.of()));
    }

    @Test
    void aBatchOfOneEntityIsAtomicAndOneOfManyCanBeIfTheyShareAPartition() {
        String head =
                put(0, "/v1/objects/Batch/a/one", 0).json().path("eventId").asString();
        Answer mixed = post(
                1,
                "[" + event("Batch", "one", "b-1", 1) + ","
                        + event("Batch", "one", "b-2", 2).replace("}}}", "}},\"condition\":{\"ifMatch\":\"x\"}}") + ","
                        + event("Batch", "two", "b-3", 3) + "]");
        assertEquals(207, mixed.status(), mixed.text());
        assertEquals(424, mixed.json().at("/items/0/problem/status").asInt());
        assertEquals(409, mixed.json().at("/items/1/problem/status").asInt());
        assertEquals("stored", mixed.json().at("/items/2/status").asString());
        assertEquals(head, mixed.json().at("/items/1/problem/head/eventId").asString());
        String chain = "[" + event("Batch", "one", "b-4", 1) + ","
                + event("Batch", "one", "b-5", 2).replace("}}}", "}},\"condition\":{\"ifMatch\":\"b-4\"}}") + "]";
        assertEquals(200, http(2).postJson("/v1/events?atomic=true", chain).status());
        String many = IntStream.range(0, 30)
                .mapToObj(i -> event("Batch", "many" + i, "m-" + i, i))
                .reduce((a, b) -> a + "," + b)
                .orElseThrow();
        Answer across = http(0).postJson("/v1/events", "{\"atomic\":true,\"events\":[" + many + "]}");
        assertEquals(422, across.status());
        assertTrue(across.json().path("partitions").size() > 1);
        Set<String> ids = new HashSet<>();
        WholeTopic.read(STACK.bootstrapServers(), "dsel.events.BatchAppliedEvent")
                .values()
                .forEach(record ->
                        ids.add(new String(record.headers().lastHeader("ce_id").value())));
        ids.remove(head);
        assertEquals(Set.of("b-3", "b-4", "b-5"), ids);
    }

    @Test
    void whatNoInstanceSendsIsRefused() {
        String path = "/v1/partitions/0/writes";
        String type = "application/vnd.dsel.units+json";
        assertEquals(415, http(0).postJson(path, "[]").status());
        assertEquals(400, http(0).post(path, type, "[]").status(), "without a budget");
        String ofManyPartitions = IntStream.range(0, 20)
                .mapToObj(i -> "{\"look\":\"Chain/a/e" + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        for (String body : List.of("", "[{}]", ofManyPartitions)) {
            Answer answer = http(0).send(
                            "POST",
                            path,
                            BodyPublishers.ofString(body),
                            "Content-Type",
                            type,
                            "Dsel-Budget-Ms",
                            "1000");
            assertEquals(400, answer.status(), body);
            assertEquals("bad-units", answer.problem());
        }
    }

    @Test
    void aDeletedObjectKeepsItsLastStateInTheLogAndMayBeMadeAgain() {
        String path = "/v1/objects/Mortal/a/m";
        Answer made = put(0, path, 7);
        Answer gone = http(1).send("DELETE", path, BodyPublishers.noBody(), "If-Match", made.header("ETag"));
        assertEquals(200, gone.status(), gone.text());
        Answer again = http(2).send("DELETE", path, BodyPublishers.noBody());
        assertEquals(404, again.status());
        assertEquals(7, again.json().at("/event/spec/mortal/number").asInt());
        assertEquals(201, put(0, path, 8, "If-None-Match", "*").status());
    }

    private static void assertSameAsBefore(Answer first, Answer again) {
        assertEquals(201, again.status(), again.text());
        assertEquals(first.json().path("token"), again.json().path("token"));
        assertFalse(first.json().has("duplicate"));
        assertTrue(again.json().path("duplicate").asBoolean());
    }

    private static void restart(int instance) {
        INSTANCES.get(instance).close();
        INSTANCES.set(instance, IngestUnderTest.on(STACK, Map.of()));
    }

    private static HttpClientForTests http(int instance) {
        return INSTANCES.get(instance % INSTANCES.size()).http();
    }

    private static Answer post(int instance, String body) {
        return http(instance).postJson("/v1/events", body);
    }

    private static Answer put(int instance, String path, int number, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return http(instance).send("PUT", path, BodyPublishers.ofString("{\"number\":" + number + "}"), all);
    }

    private static String event(String kind, String name, String id, int number) {
        String field = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        return "{\"kind\":\"" + kind + "AppliedEvent\",\"meta\":{\"eventId\":\"" + id + "\",\"name\":\"" + name
                + "\",\"appId\":\"a\"},\"spec\":{\"" + field + "\":{\"number\":" + number + "}}}";
    }
}
