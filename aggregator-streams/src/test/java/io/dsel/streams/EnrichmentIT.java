package io.dsel.streams;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.AggregatesFold;
import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.streams.enrich.Remote;
import io.dsel.streams.enrich.Remote.Page;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two instances on a real broker ask a real server, which may be down, hang, or not be there at all. */
class EnrichmentIT {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final int ARTIFACTS = 12;
    private static final String OWNED = "OwnedAggregate";

    private static final AtomicReference<Remote.Behaviour> behaviour = new AtomicReference<>(EnrichmentIT::owner);
    private static final Remote remote = new Remote(path -> behaviour.get().answer(path));

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .streams(2)
            .environment(Part.streams(1), "DSEL_ENRICHMENT_HOSTS", remote.host())
            .environment(Part.streams(2), "DSEL_ENRICHMENT_HOSTS", remote.host())
            .build();

    private static DselProducer producer;

    private final String app = "app-" + UUID.randomUUID();
    private final AtomicInteger seconds = new AtomicInteger();
    private final List<LogPosition> published = new ArrayList<>();
    private List<Client> instances;

    @BeforeAll
    static void declare() {
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
        ObjectNode manifest = Json.parseObject("""
                {"aggregate": {"apiVersion": "v1alpha1", "kind": "Aggregate",
                   "meta": {"name": "OwnedAggregate", "appId": "dsel"},
                   "spec": {"owner": "platform", "sources": [{"kinds": ["ArtifactAppliedEvent"]}],
                            "group": {"app": "meta.appId", "key": "meta.name"},
                            "measures": [{"name": "events", "count": {}}],
                            "enrichments": [{"name": "owner", "ttl": "PT1S",
                              "http": {"url": "http://%s/{app}/{artifact}/{version}", "pointer": "/team"},
                              "with": {"app": "meta.appId", "artifact": "meta.name",
                                       "version": "object.spec.version"}}]}}}
                """.formatted(remote.host()));
        EventMeta meta = new EventMeta("owned", NOON, "alice", "req", null, "run", OWNED, "dsel", "eu", Map.of());
        producer.publish(new Event("v1alpha1", AggregatesFold.APPLIED, meta, manifest))
                .join();
    }

    @AfterAll
    static void disconnect() {
        producer.close();
        remote.close();
    }

    @BeforeEach
    void findInstances() {
        behaviour.set(EnrichmentIT::owner);
        instances = IntStream.rangeClosed(1, 2)
                .mapToObj(number -> new Client(stack.url(Part.streams(number))))
                .toList();
        await().atMost(PATIENCE).until(() -> instances.stream().allMatch(Client::isHealthy));
        await().atMost(PATIENCE).until(() -> isBuilt(OWNED));
    }

    @Test
    void whatIsAnsweredIsTold() {
        each(number -> apply(number, "1"));
        each(number -> assertEquals("team of " + name(number) + " 1", answered(number, "1")));
        each(number -> apply(number, "2"));
        each(number -> assertEquals("team of " + name(number) + " 2", answered(number, "2")));
        assertEquals(2 * ARTIFACTS, requests().size());
        each(number -> assertEquals(4, history(number).size(), "two with events, two with answers"));
    }

    @Test
    void whatIsDownAtFirstIsUnavailableAndFilledLater() {
        behaviour.set(path -> Page.status(503));
        List<String> triggers = new ArrayList<>();
        each(number -> triggers.add(apply(number, "1")));
        each(number -> await().atMost(PATIENCE)
                .until(() -> enrichment(number).path("status").asString("").equals("unavailable")));
        assertEquals(
                remote.host() + " answered 503", enrichment(0).path("reason").stringValue());
        behaviour.set(EnrichmentIT::owner);
        each(number -> answered(number, "1"));
        each(number -> {
            assertEquals(3, history(number).size(), "the event, that there was no answer, the answer");
            assertEquals(
                    triggers.get(number),
                    state(number, "").at("/event/meta/causationId").stringValue());
        });
    }

    /** What hangs holds up no event: the counts are those of all that was published, while nothing has been answered. */
    @Test
    void theStreamsGoOnWhileTheOutsideHangs() {
        CountDownLatch hang = new CountDownLatch(1);
        behaviour.set(path -> {
            hang.await();
            return owner(path);
        });
        try {
            for (int version = 1; version <= 10; version++) {
                String of = Integer.toString(version);
                each(number -> apply(number, of));
            }
            String token = token();
            each(number -> {
                JsonNode state = state(number, token);
                assertEquals(10, state.at("/event/spec/measures/events").intValue());
                assertTrue(!state.at("/event/spec/enrichment/owner/status")
                        .stringValue()
                        .equals("answered"));
            });
        } finally {
            hang.countDown();
        }
        each(number -> answered(number, "10"));
    }

    @Test
    void aKillInTheMiddleLeavesNoQuestionOpen() throws Exception {
        CountDownLatch hang = new CountDownLatch(1);
        behaviour.set(path -> {
            hang.await();
            return owner(path);
        });
        each(number -> apply(number, "1"));
        await().atMost(PATIENCE).until(() -> !requests().isEmpty());
        stack.kill(Part.streams(2));
        each(number -> apply(number, "2"));
        hang.countDown();
        stack.start(Part.streams(2));
        findInstances();
        each(number -> answered(number, "2"));
        stack.kill(Part.streams(1));
        stack.start(Part.streams(1));
        findInstances();
        each(number -> answered(number, "2"));
    }

    /** The processes are other ones too, which remember nothing of what they asked. */
    @Test
    void aReplayFromTheBeginningMakesTheSameAggregatesAndAsksNothing() throws Exception {
        behaviour.set(path -> path.endsWith("/2") ? Page.status(503) : owner(path));
        each(number -> apply(number, "1"));
        each(number -> answered(number, "1"));
        each(number -> apply(number, "2"));
        each(number -> await().atMost(PATIENCE)
                .until(() -> enrichment(number).path("status").asString("").equals("unavailable")));
        behaviour.set(EnrichmentIT::owner);
        each(number -> answered(number, "2"));
        awaitNoLag();
        Map<Integer, List<String>> before = histories();
        int requests = remote.asked().size();

        instances.forEach(instance -> instance.post("/v1/replay/pause", "").ok());
        instances.forEach(instance -> await().atMost(PATIENCE)
                .until(() -> instance.post("/v1/replay/apply", "{\"to\": \"earliest\"}")
                                .status()
                        == 200));
        for (int number = 1; number <= 2; number++) {
            stack.kill(Part.streams(number));
            stack.start(Part.streams(number));
        }
        findInstances();
        awaitNoLag();
        assertEquals(before, histories());
        assertEquals(requests, remote.asked().size(), () -> "asked in the replay: " + remote.asked());

        each(number -> apply(number, "3"));
        each(number -> answered(number, "3"));
        assertEquals(requests + ARTIFACTS, remote.asked().size());
    }

    /** @param path {@code /app/artifact/version} */
    private static Page owner(String path) {
        String[] parts = path.split("/");
        return Page.json("{\"team\": \"team of " + parts[2] + " " + parts[3] + "\"}");
    }

    private static void each(IntConsumer action) {
        IntStream.range(0, ARTIFACTS).forEach(action);
    }

    private static String name(int number) {
        return "artifact-" + number;
    }

    /** Those of this test. */
    private List<String> requests() {
        return remote.asked().stream()
                .filter(path -> path.startsWith("/" + app + "/"))
                .toList();
    }

    /** @return the event's id */
    private String apply(int number, String version) {
        int second = seconds.incrementAndGet();
        String id = app + "-" + second;
        EventMeta meta = new EventMeta(
                id, NOON.plusSeconds(second), "alice", "req", null, app + "-run", name(number), app, "eu", Map.of());
        ObjectNode body = Json.parseObject("""
                {"artifact": {"apiVersion": "v1alpha1", "kind": "Artifact", "meta": {"name": "%s", "appId": "%s"},
                              "spec": {"version": "%s"}}}
                """.formatted(name(number), app, version));
        Published done = producer.publish(new Event("v1alpha1", new EventKind("Artifact", "Applied"), meta, body))
                .join();
        published.add(done.position());
        return id;
    }

    private String token() {
        return "?timeoutMs=60000&token="
                + Token.of(producer.clusterId(), published).text();
    }

    /** What was answered to the question of that version, as soon as it was. */
    private String answered(int number, String version) {
        await().atMost(PATIENCE).until(() -> {
            JsonNode owner = enrichment(number);
            return owner.path("status").asString("").equals("answered")
                    && owner.at("/with/version").asString("").equals(version);
        });
        return enrichment(number).path("value").stringValue();
    }

    private JsonNode enrichment(int number) {
        return instances.get(number % 2).get(path(number)).body().at("/event/spec/enrichment/owner");
    }

    private JsonNode state(int number, String parameters) {
        return instances.get(number % 2).get(path(number) + parameters).ok();
    }

    private String path(int number) {
        return "/v1/objects/" + OWNED + "/" + app + "/" + name(number);
    }

    /** The ids of an artifact's aggregates, in their order. */
    private List<String> history(int number) {
        List<String> ids = instances.get(number % 2).pages(path(number) + "/history?limit=100", "after").stream()
                .map(item -> item.path("eventId").stringValue())
                .toList();
        assertEquals(ids.size(), new HashSet<>(ids).size(), ids::toString);
        return ids;
    }

    private Map<Integer, List<String>> histories() {
        Map<Integer, List<String>> histories = new TreeMap<>();
        each(number -> histories.put(number, history(number)));
        return histories;
    }

    private void awaitNoLag() {
        await().atMost(PATIENCE)
                .until(() ->
                        instances.getFirst().get("/v1/lag").ok().path("lag").longValue() == 0);
    }

    private boolean isBuilt(String aggregate) {
        for (JsonNode item : instances.getLast().get("/v1/aggregates").ok().path("items")) {
            if (item.path("aggregate").stringValue().equals(aggregate)) {
                return item.path("state").stringValue().equals("BUILT");
            }
        }
        return false;
    }
}
