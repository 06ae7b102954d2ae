package io.dsel.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.avro.EventCodec;
import io.dsel.client.LogReader;
import io.dsel.event.Event;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.ingest.HostileInputs.Hostile;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.json.Json;
import io.dsel.stack.junit.DevStackExtension;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Acknowledged means durable: what the service calls stored is in the log, where it says. */
class IngestIT {
    @RegisterExtension
    static final DevStackExtension STACK =
            DevStackExtension.builder().broker().registry().build();

    private static IngestUnderTest ingest;
    private static EventCodec codec;
    private static LogReader reader;

    @BeforeAll
    static void start() {
        ingest = IngestUnderTest.on(STACK, Map.of());
        codec = new EventCodec(STACK.schemaRegistryUrl());
        reader = new LogReader(STACK.bootstrapServers(), 2, Map.of());
    }

    @AfterAll
    static void stop() {
        reader.close();
        codec.close();
        ingest.close();
    }

    @Test
    void aTypedManifestIsInTheLogWhereItsTokenSays() {
        Answer answer = put(
                "/v1/objects/Artifact/09287/vpc",
                "{apiVersion: v1alpha1, kind: Artifact, spec: {version: 2.1.0, regions: [us-east-1]}}");
        assertEquals(201, answer.status(), answer.text());
        Event event = eventAt(answer.json());
        assertEquals("2.1.0", event.state().at("/spec/version").asString());
        assertEquals("vpc", event.state().at("/meta/name").asString());
        assertEquals(answer.json().path("eventId").asString(), event.meta().eventId());
        Token token = Token.parse(answer.header("Dsel-Token"));
        assertEquals(
                Set.of("dsel.events.ArtifactAppliedEvent"), token.positions().keySet());
    }

    @Test
    void anOpenManifestOfAnyShapeComesBackAsItWas() {
        String yaml =
                "{apiVersion: apps/v1, kind: Deployment, metadata: {name: web}, spec: {a: 1.50, b: [null, {c: é}]}}";
        Answer answer = put("/v1/objects/Deployment/cluster%2Fapps/web", yaml);
        assertEquals(201, answer.status(), answer.text());
        assertEquals(io.dsel.json.Yaml.parse(yaml), eventAt(answer.json()).state());
    }

    @Test
    void aTypedManifestThatDoesNotFitIs422WithEveryField() {
        Answer answer = put("/v1/objects/Artifact/09287/bad", "{spec: {regions: here, colour: red}}");
        assertEquals(422, answer.status());
        assertEquals(
                List.of("spec.version", "spec.regions", "spec.colour"),
                answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString())
                        .toList());
    }

    @Test
    void anItemOfABatchIsInTheLogWholeOrNotAtAll() {
        String good = "{\"kind\":\"ConfigAppliedEvent\",\"meta\":{\"name\":\"c%d\",\"appId\":\"batch\"},"
                + "\"spec\":{\"config\":{\"meta\":{\"name\":\"c%d\",\"appId\":\"batch\"},\"spec\":{}}}}";
        String bad = good.replace("\"spec\":{}", "\"spec\":{\"version\":5}");
        String batch = IntStream.range(0, 100)
                .mapToObj(i -> (i % 3 == 2 ? bad : good).formatted(i, i))
                .collect(Collectors.joining(",", "[", "]"));
        Answer answer = ingest.http().postJson("/v1/events", batch);
        assertEquals(207, answer.status());
        List<JsonNode> items = answer.json().path("items").valueStream().toList();
        for (int i = 0; i < items.size(); i++) {
            if (i % 3 == 2) {
                assertEquals(
                        "spec.config.spec.version",
                        items.get(i).at("/problem/errors/0/field").asString());
            } else {
                assertEquals("c" + i, eventAt(items.get(i)).meta().name());
            }
        }
        long stored = topic("dsel.events.ConfigAppliedEvent").values().stream()
                .filter(record -> record.key().startsWith("Config/batch/"))
                .count();
        assertEquals(67, stored);
    }

    @Test
    void aStreamOfManyEventsIsStoredInOrderAndAnsweredLineByLine() throws Exception {
        int count = 20_000;
        Iterator<InputStream> lines = IntStream.range(0, count)
                .mapToObj(i -> (InputStream) new java.io.ByteArrayInputStream(
                        (i % 1000 == 7 ? "{\"bad\": " + i + "\n" : widget("Streamed", "s" + i % 50, i) + "\n")
                                .getBytes(UTF_8)))
                .iterator();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + ingest.port() + "/v1/events?summary=true"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofInputStream(() -> new SequenceInputStream(enumeration(lines))))
                .build();
        List<JsonNode> results = new ArrayList<>();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<Stream<String>> answer = client.send(request, BodyHandlers.ofLines());
            assertEquals(200, answer.statusCode());
            answer.body().forEach(line -> results.add(Json.parse(line)));
        }
        assertEquals(count + 1, results.size());
        Map<LogPosition, ConsumerRecord<String, byte[]>> log = topic("dsel.events.StreamedAppliedEvent");
        assertEquals(count - count / 1000, log.size());
        for (int i = 0; i < count; i++) {
            JsonNode result = results.get(i);
            assertEquals(i + 1, result.path("line").asInt());
            if (i % 1000 == 7) {
                assertEquals(400, result.at("/problem/status").asInt());
            } else {
                Event event = codec.decode(log.get(position(result)).value());
                assertEquals(i, event.state().path("number").asInt());
            }
        }
        assertEquals(count - count / 1000, results.get(count).path("stored").asInt());
        assertOrderPerEntity(log);
    }

    @Test
    void manyClientsAtOnceEachFindTheirEventsInTheLog() throws Exception {
        Set<LogPosition> positions = Collections.synchronizedSet(new HashSet<>());
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Void>> clients = IntStream.range(0, 16)
                    .mapToObj(client -> (Callable<Void>) () -> {
                        for (int i = 0; i < 20; i++) {
                            Answer answer = ingest.http()
                                    .postJson("/v1/events", widget("Crowd", "w" + client, client * 100 + i));
                            assertEquals(201, answer.status(), answer.text());
                            assertEquals(
                                    client * 100 + i,
                                    eventAt(answer.json())
                                            .state()
                                            .path("number")
                                            .asInt());
                            assertTrue(positions.add(position(answer.json())));
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> client : threads.invokeAll(clients)) {
                client.get();
            }
        }
        assertEquals(positions, topic("dsel.events.CrowdAppliedEvent").keySet());
        assertOrderPerEntity(topic("dsel.events.CrowdAppliedEvent"));
    }

    @Test
    void topicsOfManyKindsAreMadeAheadInOneRequest() {
        String names = IntStream.range(0, 190)
                .mapToObj(i -> "\"Ahead" + i + "AppliedEvent\"")
                .collect(Collectors.joining(",", "[", "]"));
        Answer made = ingest.http().postJson("/v1/kinds", "{\"eventKinds\":" + names + "}");
        assertEquals(200, made.status(), made.text());
        assertEquals(190, made.json().path("created").size());
        Answer again = ingest.http().postJson("/v1/kinds", "{\"eventKinds\":" + names + "}");
        assertEquals(190, again.json().path("existing").size());
        assertEquals(0, again.json().path("created").size());
        List<JsonNode> kinds = ingest.http()
                .get("/v1/kinds")
                .json()
                .path("kinds")
                .valueStream()
                .toList();
        assertEquals(
                190,
                kinds.stream()
                        .filter(kind -> kind.path("objectKind").asString().startsWith("Ahead"))
                        .count());
        assertEquals(
                201,
                ingest.http().postJson("/v1/events", widget("Ahead7", "w", 1)).status());
    }

    @Test
    void anEventLargerThanTheLogTakesIs413AndTheNextIsStored() {
        String large =
                widget("Large", "w", 1).replace("\"number\"", "\"pad\":\"" + "x".repeat(1_100_000) + "\",\"number\"");
        Answer answer = ingest.http().postJson("/v1/events", large);
        assertEquals(413, answer.status(), answer.text());
        assertEquals("too-large", answer.problem());
        assertEquals(
                201,
                ingest.http().postJson("/v1/events", widget("Large", "w", 2)).status());
    }

    /** All of them are in the unit test; these are one of each sort, and those that only a schema tells. */
    @Test
    void whatIsHostileIsRefusedAndLeavesNothingInTheLog() {
        List<Hostile> all = HostileInputs.all();
        for (int i = 0; i < all.size(); i += 10) {
            HostileInputTest.requireRefused(ingest.http(), all.get(i));
        }
        HostileInputs.ofTypedKinds().forEach(hostile -> HostileInputTest.requireRefused(ingest.http(), hostile));
        assertEquals(
                List.of(),
                topic("dsel.events.DeploymentAppliedEvent").values().stream()
                        .filter(record -> record.key().endsWith("/hostile"))
                        .toList());
        String kinds = ingest.http().get("/v1/kinds").text();
        assertTrue(!kinds.contains("Widget"), kinds);
    }

    /** Numbers grow along each partition, because each entity's do. */
    private static void assertOrderPerEntity(Map<LogPosition, ConsumerRecord<String, byte[]>> log) {
        Map<String, List<ConsumerRecord<String, byte[]>>> byEntity =
                log.values().stream().collect(Collectors.groupingBy(ConsumerRecord::key));
        byEntity.forEach((entity, records) -> {
            records.sort((a, b) -> Long.compare(a.offset(), b.offset()));
            int before = -1;
            for (ConsumerRecord<String, byte[]> record : records) {
                int number = codec.decode(record.value()).state().path("number").asInt();
                assertTrue(number > before, entity + ": " + number + " after " + before);
                before = number;
            }
        });
    }

    private static Answer put(String path, String yaml) {
        return ingest.http().send("PUT", path, BodyPublishers.ofString(yaml), "Content-Type", "application/yaml");
    }

    private static Event eventAt(JsonNode stored) {
        return codec.decode(reader.read(position(stored)).value());
    }

    private static <T> Enumeration<T> enumeration(Iterator<T> items) {
        return new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return items.hasNext();
            }

            @Override
            public T nextElement() {
                return items.next();
            }
        };
    }

    private static LogPosition position(JsonNode stored) {
        JsonNode position = stored.path("position");
        return new LogPosition(
                position.path("topic").asString(),
                position.path("partition").asInt(),
                position.path("offset").asLong());
    }

    private static Map<LogPosition, ConsumerRecord<String, byte[]>> topic(String name) {
        return WholeTopic.read(STACK.bootstrapServers(), name);
    }

    private static String widget(String kind, String name, int number) {
        String field = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        return "{\"kind\":\"" + kind + "AppliedEvent\",\"meta\":{\"name\":\"" + name + "\",\"appId\":\"a\"},"
                + "\"spec\":{\"" + field + "\":{\"number\":" + number + "}}}";
    }
}
