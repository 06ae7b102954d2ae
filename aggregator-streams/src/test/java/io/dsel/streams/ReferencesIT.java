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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two instances on a real broker: deployments and artifacts lie in partitions of both, and find each other. */
class ReferencesIT {
    @RegisterExtension
    static final DevStackExtension stack =
            DevStackExtension.builder().broker().registry().streams(2).build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final int DEPLOYMENTS = 16;
    private static final String OVERVIEW = "DeploymentOverviewAggregate";

    private static DselProducer producer;

    private final String app = "app-" + UUID.randomUUID();
    private final AtomicInteger seconds = new AtomicInteger();
    private final List<LogPosition> published = new ArrayList<>();
    private List<Client> instances;

    @BeforeAll
    static void connect() {
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
    }

    @AfterAll
    static void disconnect() {
        producer.close();
    }

    @BeforeEach
    void findInstances() {
        instances = IntStream.rangeClosed(1, 2)
                .mapToObj(number -> new Client(stack.url(Part.streams(number))))
                .toList();
        await().atMost(PATIENCE).until(() -> instances.stream().allMatch(Client::isHealthy));
    }

    @Test
    void aDeploymentTellsHowItsArtifactIsAndFollowsIt() {
        each(number -> deploy(number, artifact(number)));
        assertOverviews("missing", "");
        each(number -> apply(number, "1"));
        assertOverviews("found", "1");
        each(number -> apply(number, "2"));
        assertOverviews("found", "2");
        each(number -> publish("Artifact", "Deleted", artifact(number), "{\"version\":\"2\"}"));
        assertOverviews("deleted", "2");
    }

    @Test
    void aDeploymentThatMovesFollowsItsNewArtifactOnly() {
        each(number -> apply(number, "1"));
        publish("Artifact", "Applied", "other", "{\"version\":\"7\"}");
        each(number -> deploy(number, artifact(number)));
        assertOverviews("found", "1");
        each(number -> deploy(number, "other"));
        assertOverviews("found", "7");
        List<Integer> before = sequences();
        each(number -> apply(number, "2"));
        assertOverviews("found", "7");
        assertEquals(before, sequences(), "what it does not refer to any more makes no aggregate");

        String trigger = publish("Artifact", "Applied", "other", "{\"version\":\"8\"}");
        assertOverviews("found", "8");
        each(number -> assertEquals(
                trigger, overview(number, "").at("/event/meta/causationId").stringValue()));
    }

    @Test
    void configsAreToldInAList() {
        publish("Config", "Applied", "logging", "{\"version\":\"5\",\"values\":{\"level\":\"debug\"}}");
        publish(
                "Deployment",
                "Applied",
                "d0",
                "{\"artifact\":{\"name\":\"none\"},\"environment\":\"prod\",\"configs\":[{\"name\":\"tls\"},{\"name\":\"logging\"}]}");
        JsonNode configs = overview(0, token()).at("/event/spec/references/configs");
        assertEquals("logging", configs.at("/0/name").stringValue(), configs.toString());
        assertEquals("debug", configs.at("/0/fields/values/level").stringValue(), configs.toString());
        assertEquals("missing", configs.at("/1/state").stringValue(), configs.toString());
    }

    @Test
    void anAggregateThatIsDeclaredLateTellsTheSame() {
        each(number -> apply(number, "1"));
        each(number -> deploy(number, artifact(number)));
        apply(0, "2");
        awaitNoLag();
        ObjectNode manifest = Json.parseObject("""
                {"aggregate": {"apiVersion": "v1alpha1", "kind": "Aggregate",
                   "meta": {"name": "LatePlacesAggregate", "appId": "dsel"},
                   "spec": {"owner": "platform", "sources": [{"kinds": ["DeploymentAppliedEvent"]}],
                            "group": {"app": "meta.appId", "key": "meta.name"},
                            "measures": [{"name": "events", "count": {}}],
                            "references": [{"name": "artifact", "kind": "Artifact",
                                            "key": "object.spec.artifact.name"}]}}}
                """);
        EventMeta meta = new EventMeta(
                app + "-manifest", NOON, "alice", "req", null, "run", "LatePlacesAggregate", "dsel", "eu", Map.of());
        producer.publish(new Event("v1alpha1", AggregatesFold.APPLIED, meta, manifest))
                .join();
        await().atMost(PATIENCE).until(() -> isBuilt("LatePlacesAggregate"));
        awaitNoLag();
        each(number -> {
            JsonNode told = instances
                    .get(number % 2)
                    .get("/v1/objects/LatePlacesAggregate/" + app + "/d" + number)
                    .ok()
                    .at("/event/spec/references/artifact/0");
            assertEquals("found", told.path("state").asString(""), told.toString());
            assertEquals(number == 0 ? "2" : "1", told.at("/spec/version").asString(""), told.toString());
        });
    }

    @Test
    void aKillLosesNoChange() throws Exception {
        each(number -> apply(number, "1"));
        each(number -> deploy(number, artifact(number)));
        stack.kill(Part.streams(2));
        each(number -> apply(number, "2"));
        each(number -> deploy(number, artifact(DEPLOYMENTS - 1 - number)));
        each(number -> apply(number, "3"));
        stack.start(Part.streams(2));
        findInstances();
        awaitNoLag();
        assertOverviews("found", "3");
        each(number -> assertEquals(
                artifact(DEPLOYMENTS - 1 - number),
                overview(number, "")
                        .at("/event/spec/references/artifact/0/name")
                        .stringValue()));
    }

    @Test
    void aReplayFromTheBeginningMakesTheSameAggregatesWithTheSameIds() {
        each(number -> deploy(number, artifact(number)));
        each(number -> apply(number, "1"));
        each(number -> deploy(number, "other"));
        each(number -> deploy(number, artifact(number)));
        each(number -> apply(number, "2"));
        assertOverviews("found", "2");
        awaitNoLag();
        Map<String, List<String>> before = histories();
        instances.forEach(instance -> instance.post("/v1/replay/pause", "").ok());
        instances.forEach(instance -> await().atMost(PATIENCE)
                .until(() -> instance.post("/v1/replay/apply", "{\"to\": \"earliest\"}")
                                .status()
                        == 200));
        instances.forEach(instance -> instance.post("/v1/replay/resume", "").ok());
        findInstances();
        awaitNoLag();
        assertEquals(before, histories());
        each(number -> apply(number, "3"));
        assertOverviews("found", "3");
    }

    private static void each(IntConsumer action) {
        IntStream.range(0, DEPLOYMENTS).forEach(action);
    }

    private static String artifact(int number) {
        return "artifact-" + number;
    }

    private void apply(int number, String version) {
        publish("Artifact", "Applied", artifact(number), "{\"version\":\"" + version + "\"}");
    }

    private void deploy(int number, String artifact) {
        publish(
                "Deployment",
                "Applied",
                "d" + number,
                "{\"artifact\":{\"name\":\"" + artifact + "\"},\"environment\":\"prod\",\"configs\":[]}");
    }

    /** @return the event's id */
    private String publish(String kind, String action, String name, String spec) {
        EventKind eventKind = new EventKind(kind, action);
        int second = seconds.incrementAndGet();
        String id = app + "-" + second;
        EventMeta meta = new EventMeta(
                id, NOON.plusSeconds(second), "alice", "req", null, app + "-run", name, app, "eu", Map.of());
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.putObject(eventKind.objectField())
                .put("apiVersion", "v1alpha1")
                .put("kind", kind)
                .set("spec", Json.parse(spec));
        body.withObject("/" + eventKind.objectField() + "/meta")
                .put("name", name)
                .put("appId", app);
        Published done =
                producer.publish(new Event("v1alpha1", eventKind, meta, body)).join();
        published.add(done.position());
        return id;
    }

    private String token() {
        return "?timeoutMs=60000&token="
                + Token.of(producer.clusterId(), published).text();
    }

    /** A read with the token of what was published shows what follows from it, from either instance. */
    private void assertOverviews(String state, String version) {
        String token = token();
        each(number -> {
            JsonNode told = overview(number, token).at("/event/spec/references/artifact/0");
            assertEquals(state, told.path("state").asString(""), told.toString());
            assertEquals(version, told.at("/fields/version").asString(""), told.toString());
        });
    }

    private JsonNode overview(int number, String parameters) {
        return instances
                .get(number % 2)
                .get("/v1/objects/" + OVERVIEW + "/" + app + "/d" + number + parameters)
                .ok();
    }

    /** How many aggregates each deployment has. */
    private List<Integer> sequences() {
        return histories().values().stream().map(List::size).toList();
    }

    /** By deployment, the ids of its aggregates, in their order. */
    private Map<String, List<String>> histories() {
        Map<String, List<String>> histories = new TreeMap<>();
        each(number -> {
            String path = "/v1/objects/" + OVERVIEW + "/" + app + "/d" + number;
            List<String> ids = instances.get(number % 2).pages(path + "/history?limit=100", "after").stream()
                    .map(item -> item.path("eventId").stringValue())
                    .toList();
            Set<String> distinct = new HashSet<>(ids);
            assertTrue(!ids.isEmpty() && distinct.size() == ids.size(), ids.toString());
            histories.put(path, ids);
        });
        return histories;
    }

    private boolean isBuilt(String aggregate) {
        for (JsonNode item : instances.getLast().get("/v1/aggregates").ok().path("items")) {
            if (item.path("aggregate").stringValue().equals(aggregate)) {
                return item.path("state").stringValue().equals("BUILT");
            }
        }
        return false;
    }

    private void awaitNoLag() {
        await().atMost(PATIENCE)
                .until(() ->
                        instances.getFirst().get("/v1/lag").ok().path("lag").longValue() == 0);
    }
}
