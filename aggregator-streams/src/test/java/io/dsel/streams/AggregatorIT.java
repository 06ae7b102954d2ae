package io.dsel.streams;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.AggregatesFold;
import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import io.dsel.kind.KindFold;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Two instances on a real broker and registry. */
class AggregatorIT {
    @RegisterExtension
    static final DevStackExtension stack =
            DevStackExtension.builder().broker().registry().streams(2).build();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration AT_ONCE = Duration.ofSeconds(8);

    private static DselProducer producer;

    private final String app = "app-" + UUID.randomUUID();
    private final Platform platform = new Platform(producer, app);
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
    void stateOfAnyKeyFromAnyInstance() {
        String token = platform.publish().text();
        Set<String> sources = new HashSet<>();
        for (Client instance : instances) {
            for (int artifact = 0; artifact < Platform.ARTIFACTS; artifact++) {
                String path = platform.path(artifact);
                JsonNode latest =
                        instance.get(path + "?timeoutMs=60000&token=" + token).ok();
                assertEquals(
                        EventJson.write(platform.event(artifact, 3, "Applied")).path("meta"), latest.at("/event/meta"));
                assertEquals("store", latest.at("/receipt/tier").stringValue());
                sources.add(latest.at("/receipt/source").stringValue());
                String at = "?asOf=" + Platform.NOON.plusSeconds(17);
                JsonNode then = instance.get(path + at).ok();
                assertEquals("1", then.at("/event/spec/artifact/spec/version").stringValue());
                assertEquals(
                        "Artifact" + "Applied" + "Event", then.at("/event/kind").stringValue());
                assertEquals(
                        2 * Platform.VERSIONS,
                        instance.pages(path + "/history?limit=3", "after").size());
            }
        }
        assertEquals(Set.of("streams-1", "streams-2"), sources, "both hold keys");
    }

    @Test
    void honestyOfWhatIsNotThere() {
        Token token = platform.publish();
        Client any = instances.getFirst();
        String path = platform.path(0);
        assertEquals(
                "404 not-found",
                any.get("/v1/objects/Artifact/" + app + "/nobody").problem());
        assertEquals(
                "404 not-found",
                any.get(path + "?asOf=" + Platform.NOON.minusMillis(1)).problem());
        assertEquals("404 unknown-kind", any.get("/v1/kinds/Nothing/objects").problem());
        assertEquals("400 bad-parameter", any.get(path + "?asOf=yesterday").problem());
        assertEquals("400 bad-parameter", any.get(path + "?token=x").problem());
        assertEquals(
                "400 foreign-token",
                any.get(path + "?token=" + new Token("another", token.positions()).text())
                        .problem());

        producer.publish(platform.event(0, 9, "Deleted")).join();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals("404 deleted", any.get(path).problem()));
        assertEquals(
                app + "-0-9-Deleted",
                any.get(path).body().at("/event/meta/eventId").stringValue());
    }

    @Test
    void aTokenBeyondTheLogIsNotCovered() {
        LogPosition written =
                producer.publish(platform.event(0, 0, "Applied")).join().position();
        LogPosition beyond = new LogPosition(written.topic(), written.partition(), written.offset() + 1000);
        String token = Token.of(producer.clusterId(), List.of(beyond)).text();
        for (Client instance : instances) {
            Client.Answer answer = instance.get(platform.path(0) + "?timeoutMs=300&token=" + token);
            assertEquals("503 token-not-covered", answer.problem());
            assertEquals(
                    beyond.offset(),
                    answer.body()
                            .path("waitingFor")
                            .path(beyond.topic())
                            .path(Integer.toString(beyond.partition()))
                            .longValue());
        }
    }

    @Test
    void executionsShowATokensEventsAtOnce() {
        String token = platform.publish().text();
        for (Client instance : instances) {
            for (int version = 0; version < Platform.VERSIONS; version++) {
                String path = "/v1/executions/" + platform.execution(version);
                JsonNode aggregate =
                        instance.get(path + "?timeoutMs=60000&token=" + token).ok();
                assertEquals(
                        2 * Platform.ARTIFACTS,
                        aggregate.at("/event/spec/eventStream/totalEvents").intValue());
                List<JsonNode> events =
                        instance.pages(path + "/events?limit=7&timeoutMs=60000&token=" + token, "after");
                assertEquals(2 * Platform.ARTIFACTS, events.size());
                assertTrue(events.getFirst().path("kind").stringValue().equals("ArtifactApplyEvent"));
                assertTrue(events.getLast().path("kind").stringValue().equals("ArtifactAppliedEvent"));
            }
        }
    }

    @Test
    void aKindsObjectsComeFromAllPartitions() {
        String token = platform.publish().text();
        List<String> expected = IntStream.range(0, Platform.ARTIFACTS)
                .mapToObj(artifact -> "Artifact/" + app + "/" + Platform.name(artifact))
                .sorted()
                .toList();
        for (Client instance : instances) {
            List<JsonNode> found = instance.pages(
                    "/v1/kinds/Artifact/objects?app=" + app + "&limit=5&timeoutMs=60000&token=" + token, "after");
            assertEquals(
                    expected,
                    found.stream()
                            .map(item -> item.path("entity").stringValue())
                            .toList());
        }
    }

    @Test
    void whatIsNoEventGoesToTheDeadLettersAndHoldsUpNothing() throws Exception {
        String key = "Artifact/" + app + "/" + Platform.name(0);
        try (var raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            raw.send(new ProducerRecord<>("dsel.events.ArtifactAppliedEvent", key, new byte[] {0, 9, 9, 9, 9}))
                    .get();
        }
        String token = platform.publish().text();
        assertEquals(
                200,
                instances
                        .getFirst()
                        .get(platform.path(0) + "?timeoutMs=60000&token=" + token)
                        .status());
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertTrue(deadLetters().stream()
                        .anyMatch(letter -> key.equals(letter.key())
                                && new String(letter.headers()
                                                .lastHeader("dsel.error.reason")
                                                .value())
                                        .contains("is not in the registry"))));
    }

    @Test
    void aNewKindIsReadWithoutARestart() {
        publishNew("Gizmo");
        awaitNew("Gizmo", instances.getLast());
    }

    @Test
    void aKindThatIsAppliedLiveSaysWhatItsActionsMean() {
        ObjectNode manifest = Json.parseObject("""
                {"kind": {"apiVersion": "v1alpha1", "kind": "Kind", "meta": {"name": "Canary", "appId": "dsel"},
                          "spec": {"owner": "delivery", "apiVersions": [{"name": "v1alpha1", "schema": "open"}],
                                   "actions": [{"outcome": {"name": "Promoted", "phase": "PROMOTED",
                                                            "status": "succeeded"}}]}}}
                """);
        producer.publish(new Event("v1alpha1", KindFold.APPLIED, canaryMeta("kind", "dsel", "Canary"), manifest))
                .join();
        ObjectNode canary = Json.parseObject("{\"canary\": {\"apiVersion\": \"v1alpha1\", \"kind\": \"Canary\"}}");
        EventKind promoted = new EventKind("Canary", "Promoted");
        producer.publish(new Event("v1alpha1", promoted, canaryMeta("event", app, "web"), canary))
                .join();
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode summary = instances
                    .getFirst()
                    .get("/v1/executions/" + app + "-canary-event")
                    .ok()
                    .at("/event/spec/summary");
            assertEquals("PROMOTED", summary.path("phase").asString(""));
            assertEquals("SUCCEEDED", summary.path("status").asString(""));
        });
    }

    @Test
    void anAggregateThatIsDeclaredLiveIsMadeByBothInstances() {
        EventKind kind = new EventKind("VersionsAggregate", "");
        producer.createTopics(Set.of(kind));
        ObjectNode manifest = Json.parseObject("""
                {"aggregate": {"apiVersion": "v1alpha1", "kind": "Aggregate",
                   "meta": {"name": "VersionsAggregate", "appId": "dsel"},
                   "spec": {"owner": "delivery", "sources": [{"kinds": ["ArtifactAppliedEvent"]}],
                            "group": {"app": "meta.appId", "key": "meta.name"},
                            "measures": [{"name": "versions", "count": {"by": "object.spec.version"}}]}}}
                """);
        EventMeta meta = canaryMeta("aggregate", "dsel", kind.name());
        producer.publish(new Event("v1alpha1", AggregatesFold.APPLIED, meta, manifest))
                .join();
        AtomicInteger version = new AtomicInteger(100);
        await().atMost(PATIENCE).until(() -> {
            publishApplied(version.incrementAndGet());
            return IntStream.range(0, Platform.ARTIFACTS)
                    .allMatch(artifact ->
                            instances.getFirst().get(versions(artifact)).status() == 200);
        });
        int last = version.incrementAndGet();
        String token = publishApplied(last).text();
        for (Client instance : instances) {
            for (int artifact = 0; artifact < Platform.ARTIFACTS; artifact++) {
                JsonNode spec = instance.get(versions(artifact) + "?timeoutMs=60000&token=" + token)
                        .ok()
                        .at("/event/spec");
                JsonNode counts = spec.at("/measures/versions");
                assertEquals(1, counts.path(Integer.toString(last)).intValue(), spec.toString());
                assertEquals(spec.at("/eventStream/totalEvents").intValue(), counts.size(), spec.toString());
            }
        }
    }

    private Token publishApplied(int version) {
        List<Published> published = IntStream.range(0, Platform.ARTIFACTS)
                .mapToObj(artifact -> producer.publish(platform.event(artifact, version, "Applied")))
                .map(CompletableFuture::join)
                .toList();
        return Token.of(
                published.getFirst().clusterId(),
                published.stream().map(Published::position).toList());
    }

    private String versions(int artifact) {
        return "/v1/objects/VersionsAggregate/" + app + "/" + Platform.name(artifact);
    }

    private EventMeta canaryMeta(String what, String appId, String name) {
        String id = app + "-canary-" + what;
        return new EventMeta(id, Platform.NOON, "alice", "req-" + id, null, id, name, appId, "eu", Map.of());
    }

    /** Its manifest comes straight to the log, so the streams make its topic. */
    @Test
    void anAggregateThatIsDeclaredLateHasTheEventsBeforeIt() {
        platform.publish();
        awaitNoLag();
        ObjectNode manifest = Json.parseObject("""
                {"aggregate": {"apiVersion": "v1alpha1", "kind": "Aggregate",
                   "meta": {"name": "LateUsageAggregate", "appId": "dsel"},
                   "spec": {"owner": "platform", "sources": [{"kinds": ["ArtifactAppliedEvent"]}],
                            "group": {"app": "meta.appId", "key": "meta.appId"},
                            "measures": [{"name": "artifacts", "count": {"by": "meta.name"}}]}}}
                """);
        EventMeta meta = canaryMeta("aggregate", "dsel", "LateUsageAggregate");
        producer.publish(new Event("v1alpha1", AggregatesFold.APPLIED, meta, manifest))
                .join();
        // Before, while and after it is heard of everywhere; each event counts once.
        for (int artifact = 0; artifact < Platform.ARTIFACTS; artifact++) {
            producer.publish(platform.event(artifact, Platform.VERSIONS, "Applied"))
                    .join();
        }
        await().atMost(PATIENCE).untilAsserted(() -> assertEquals("BUILT", stateOfBuild("LateUsageAggregate")));
        awaitNoLag();
        for (Client instance : instances) {
            JsonNode spec = instance.get("/v1/objects/LateUsageAggregate/" + app + "/" + app)
                    .ok()
                    .at("/event/spec");
            assertEquals(
                    Platform.ARTIFACTS * (Platform.VERSIONS + 1),
                    spec.at("/eventStream/totalEvents").intValue());
            IntStream.range(0, Platform.ARTIFACTS)
                    .forEach(artifact -> assertEquals(
                            Platform.VERSIONS + 1,
                            spec.at("/measures/artifacts/" + Platform.name(artifact))
                                    .intValue(),
                            spec.toString()));
        }
    }

    private String stateOfBuild(String aggregate) {
        for (JsonNode item : instances.getLast().get("/v1/aggregates").ok().path("items")) {
            if (item.path("aggregate").stringValue().equals(aggregate)) {
                return item.path("state").stringValue();
            }
        }
        return "not declared";
    }

    /** In the rebalance that makes standbys active there are topics then that the standbys have not heard of. */
    @Test
    void aNewKindThatComesWhileAnInstanceIsAwayIsReadToo() throws Exception {
        platform.publish();
        awaitNoLag();
        awaitStandbys();
        stack.kill(Part.streams(2));
        publishNew("Contraption");
        awaitNew("Contraption", instances.getFirst());
        stack.start(Part.streams(2));
        findInstances();
        awaitNew("Contraption", instances.getLast());
    }

    /** An object of a kind that has no topic yet, for each key of the platform, so that every partition has one. */
    private void publishNew(String kind) {
        EventKind applied = new EventKind(kind, "Applied");
        for (int artifact = 0; artifact < Platform.ARTIFACTS; artifact++) {
            ObjectNode spec = Json.MAPPER.createObjectNode();
            spec.putObject(applied.objectField()).put("size", artifact);
            producer.publish(new Event(
                            "v1",
                            applied,
                            platform.event(artifact, 0, "Applied").meta(),
                            spec))
                    .join();
        }
    }

    private void awaitNew(String kind, Client instance) {
        await().atMost(PATIENCE).until(() -> IntStream.range(0, Platform.ARTIFACTS)
                .allMatch(artifact -> instance.get("/v1/objects/" + kind + "/" + app + "/" + Platform.name(artifact))
                                .status()
                        == 200));
    }

    @Test
    void answersGoOnWhenAnInstanceIsKilledAndAreTheSameAfterItsReturn() throws Exception {
        platform.publish();
        awaitNoLag();
        Map<String, JsonNode> before = answers(instances.getFirst());
        awaitStandbys();

        stack.kill(Part.streams(2));
        // The group takes ten seconds to miss it; until then standbys answer, and say so.
        await().atMost(AT_ONCE).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            Set<String> roles = new HashSet<>();
            for (int artifact = 0; artifact < Platform.ARTIFACTS; artifact++) {
                JsonNode answer =
                        instances.getFirst().get(platform.path(artifact)).ok();
                assertEquals("streams-1", answer.at("/receipt/source").stringValue());
                roles.add(answer.at("/receipt/role").stringValue());
            }
            assertTrue(roles.contains("standby"), roles.toString());
        });
        assertEquals(before, answers(instances.getFirst()));
        String token =
                producer.publish(platform.event(1, 8, "Applied")).join().token().text();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertEquals(
                        "8",
                        instances
                                .getFirst()
                                .get(platform.path(1) + "?timeoutMs=1000&token=" + token)
                                .ok()
                                .at("/event/spec/artifact/spec/version")
                                .stringValue()));

        stack.start(Part.streams(2));
        findInstances();
        awaitNoLag();
        Map<String, JsonNode> after = answers(instances.getLast());
        assertEquals(before.keySet(), after.keySet());
        before.keySet().removeIf(path -> path.startsWith(platform.path(1)) || path.contains("run-8"));
        before.forEach((path, answer) -> assertEquals(answer, after.get(path), path));
    }

    @Test
    void aRestartKeepsTheStores() throws Exception {
        platform.publish();
        awaitNoLag();
        Map<String, JsonNode> before = answers(instances.getFirst());
        stack.restart(Part.streams(1));
        findInstances();
        assertEquals(before, answers(instances.getFirst()));
    }

    @Test
    void aReplayFromTheBeginningRebuildsTheSame() {
        platform.publish();
        awaitNoLag();
        Map<String, JsonNode> before = answers(instances.getFirst());
        JsonNode plan = instances
                .getFirst()
                .post("/v1/replay/plan", "{\"to\": \"earliest\"}")
                .ok();
        assertTrue(plan.path("records").longValue() >= 2L * Platform.ARTIFACTS * Platform.VERSIONS, plan.toString());
        assertEquals(
                "409 not-paused",
                instances
                        .getFirst()
                        .post("/v1/replay/apply", "{\"to\": \"earliest\"}")
                        .problem());

        replay("{\"to\": \"earliest\"}");
        assertEquals(before, answers(instances.getLast()));
    }

    @Test
    void aReplayFromATimeChangesNothing() {
        platform.publish();
        awaitNoLag();
        Map<String, JsonNode> before = answers(instances.getFirst());
        replay("{\"to\": \"time\", \"time\": \"" + Instant.EPOCH + "\"}");
        assertEquals(before, answers(instances.getLast()));
    }

    private void replay(String target) {
        instances.forEach(instance -> assertEquals(
                "PAUSED",
                instance.post("/v1/replay/pause", "").ok().path("state").stringValue()));
        assertEquals(
                "503 unavailable", instances.getFirst().get(platform.path(0)).problem());
        instances.forEach(instance -> await().atMost(PATIENCE)
                .until(() -> instance.post("/v1/replay/apply", target).status() == 200));
        instances.forEach(instance -> instance.post("/v1/replay/resume", "").ok());
        findInstances();
        awaitNoLag();
    }

    /** Everything that can be asked about this test's app, without the receipts. */
    private Map<String, JsonNode> answers(Client instance) {
        List<String> paths = new ArrayList<>();
        for (int artifact = 0; artifact < Platform.ARTIFACTS; artifact++) {
            paths.add(platform.path(artifact));
            paths.add(platform.path(artifact) + "?asOf=" + Platform.NOON.plusSeconds(artifact));
            paths.add(platform.path(artifact) + "/history");
        }
        for (int version = 0; version < Platform.VERSIONS; version++) {
            paths.add("/v1/executions/" + platform.execution(version));
            paths.add("/v1/executions/" + platform.execution(version) + "/events?limit=1000");
            paths.add("/v1/objects/ExecutionStatusAggregate/_/" + platform.execution(version) + "/history?limit=1000");
        }
        Map<String, JsonNode> answers = new TreeMap<>();
        for (String path : paths) {
            JsonNode body = instance.get(path).ok();
            answers.put(path, body.has("event") ? body.get("event") : body.get("items"));
        }
        return answers;
    }

    private void awaitNoLag() {
        await().atMost(PATIENCE)
                .until(() ->
                        instances.getFirst().get("/v1/lag").ok().path("lag").longValue() == 0);
    }

    /** Both instances answer every key by themselves, as they do when one asks the other. */
    private void awaitStandbys() {
        await().atMost(PATIENCE)
                .until(() -> instances.stream().allMatch(instance -> IntStream.range(0, Platform.ARTIFACTS)
                        .allMatch(artifact ->
                                instance.forwarded(platform.path(artifact)).status() == 200)));
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters() {
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.DEAD_LETTERS.name()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
            for (var batch = consumer.poll(Duration.ofSeconds(2));
                    !batch.isEmpty();
                    batch = consumer.poll(Duration.ofMillis(500))) {
                batch.forEach(letters::add);
            }
            return letters;
        }
    }
}
