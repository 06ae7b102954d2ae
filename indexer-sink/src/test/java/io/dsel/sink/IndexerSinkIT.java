package io.dsel.sink;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.avro.EventCodec;
import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** The sink against a real broker, registry and OpenSearch. Every test has kinds of its own. */
class IndexerSinkIT {
    private static final long SEED = Long.getLong("dsel.seed", System.nanoTime());
    private static final Instant MARCH = Instant.parse("2026-03-10T10:00:00Z");
    private static final Instant APRIL = Instant.parse("2026-04-10T10:00:00Z");

    @RegisterExtension
    static final DevStackExtension stack =
            DevStackExtension.builder().broker().registry().openSearch().build();

    private static SinkUnderTest sink;
    private static DselProducer dsel;
    private static EventCodec codec;
    private static Producer<String, byte[]> raw;

    @BeforeAll
    static void start() {
        System.out.println("seed " + SEED);
        sink = new SinkUnderTest(stack, Map.of());
        dsel = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
        codec = new EventCodec(stack.schemaRegistryUrl());
        raw = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterAll
    static void stop() {
        raw.close();
        codec.close();
        dsel.close();
        sink.close();
    }

    @Test
    void identityAnEventIsIndexedOnceUnderDuplicatesAndReplay() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            Instant time = (i % 2 == 0 ? MARCH : APRIL).plusMillis(i);
            events.add(
                    TestEvents.applied("Doubled", "d" + i % 20, "doubled-" + i, time, "{\"spec\":{\"n\":" + i + "}}"));
        }
        List<Event> sent = new ArrayList<>(events);
        sent.addAll(events.subList(100, 250));
        Collections.shuffle(sent, new Random(SEED));
        publish(sent);
        publish(List.of(TestEvents.aggregate(
                "exec-77", "aggregate-77", MARCH, "{\"summary\":{\"phase\":\"COMPLETED\",\"duration\":12}}")));
        sink.awaitNoLag();

        Map<String, String> before = contents("dsel-events", "Doubled");
        assertEquals(300, before.size());
        assertEquals(
                150,
                sink.index("GET", "/dsel-events-v1-2026.04/_count?q=objectKind:Doubled", null)
                        .path("count")
                        .intValue());
        assertEquals(1, sink.count("dsel-aggregates", term("executionId", "exec-1")));

        replay("{\"to\":\"earliest\"}");
        assertEquals(before, contents("dsel-events", "Doubled"), "a replay writes nothing");
    }

    @Test
    void anEventIsFoundByTextFacetsAndEnvelope() {
        publish(List.of(TestEvents.applied(
                "Found",
                "ingress",
                "found-1",
                MARCH,
                "{\"kind\":\"Found\",\"spec\":{\"image\":\"nginx 1.25\",\"ports\":[80,443],\"on\":true}}")));
        sink.awaitNoLag();
        for (String query : List.of(
                "{\"match\":{\"text\":\"nginx\"}}",
                term("facets", "spec.ports=443"),
                term("facets", "spec.image=nginx 1.25"),
                term("facets", "spec.on=true"),
                term("labels", "team=platform"),
                term("entity", "Found/shop/ingress"))) {
            String found = "{\"bool\":{\"filter\":[" + term("objectKind", "Found") + "," + query + "]}}";
            assertEquals(1, sink.count("dsel-events", found), query);
        }
        JsonNode document =
                sink.search("dsel-events", term("eventId", "found-1")).at("/hits/hits/0");
        assertEquals("found-1", document.path("_id").stringValue());
        assertEquals(
                "443", document.at("/_source/event/spec/found/spec/ports/1").asString());
        assertEquals(
                "dsel.events.FoundAppliedEvent",
                document.at("/_source/position/topic").stringValue());
    }

    @Test
    void convergenceAHeadIsTheGreatestWhateverTheOrder() {
        Map<String, Event> greatest = new TreeMap<>();
        List<Event> heads = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            Event head = TestEvents.applied(
                    "Head", "h" + i % 25, "head-" + i, MARCH.plusMillis(i), "{\"spec\":{\"n\":" + i + "}}");
            heads.add(head);
            greatest.merge(
                    head.entity().text(),
                    head,
                    (a, b) -> a.meta().order().compareTo(b.meta().order()) < 0 ? b : a);
        }
        // Two of one millisecond, which the index's version can't tell apart: the log has them in their order.
        Event first = TestEvents.applied("Head", "tie", "tie-a", MARCH, "{\"spec\":{}}");
        Event second = TestEvents.applied("Head", "tie", "tie-b", MARCH, "{\"spec\":{}}");
        greatest.put(second.entity().text(), second);

        Collections.shuffle(heads, new Random(SEED));
        heads.addAll(heads.subList(0, 100));
        heads.addAll(List.of(first, second));
        dsel.createTopics(List.of(first.kind()));
        heads.forEach(head ->
                raw.send(new ProducerRecord<>(Topics.HEADS.name(), head.entity().text(), codec.encode(head))));
        raw.flush();
        sink.awaitNoLag();

        requireHeads(greatest);
        replay("{\"to\":\"earliest\"}");
        requireHeads(greatest);
    }

    @Test
    void isolationANewKindIsIndexedWithoutARestart() {
        publish(List.of(TestEvents.applied("Old", "o", "old-1", MARCH, "{}")));
        sink.awaitNoLag();
        publish(List.of(TestEvents.applied("Fresh", "f", "fresh-1", MARCH, "{}")));
        SinkUnderTest.await("the new kind", () -> sink.count("dsel-events", term("objectKind", "Fresh")) == 1);
    }

    @Test
    void whatCannotBeReadOrIndexedBecomesADeadLetterAndCanBeSentAgain() {
        dsel.createTopics(
                List.of(TestEvents.applied("Poisoned", "p", "x", MARCH, "{}").kind()));
        String topic = "dsel.events.PoisonedAppliedEvent";
        raw.send(new ProducerRecord<>(topic, 1, "Poisoned/shop/p", "not an event".getBytes()));
        byte[] whole = codec.encode(TestEvents.applied("Poisoned", "p", "poisoned-cut", MARCH, "{}"));
        raw.send(new ProducerRecord<>(topic, 1, "Poisoned/shop/p", Arrays.copyOf(whole, whole.length - 1)));
        raw.send(new ProducerRecord<>(topic, 1, "Poisoned/shop/p", new byte[] {0, 0x7F, 0, 0, 0, 2, 'e', 0}));
        raw.flush();
        publish(List.of(TestEvents.applied("Poisoned", "p", "poisoned-after", MARCH, "{}")));

        // A month whose index somebody has made with another mapping.
        sink.index("PUT", "/dsel-events-v1-1999.01", "{\"mappings\":{\"properties\":{\"name\":{\"type\":\"long\"}}}}");
        publish(List.of(
                TestEvents.applied("Poisoned", "p", "poisoned-1999", Instant.parse("1999-01-01T00:00:00Z"), "{}")));
        SinkUnderTest.await("four dead letters", () -> letters(topic).size() == 4);
        sink.awaitNoLag();

        assertEquals(1, sink.count("dsel-events", term("objectKind", "Poisoned")));
        for (JsonNode letter : letters(topic)) {
            assertEquals("indexer", letter.path("stage").stringValue());
            assertEquals("Poisoned/shop/p", letter.path("key").stringValue());
        }
        for (String reason :
                List.of("magic byte", "not a whole", "is not in the registry", "failed to parse field [name]")) {
            assertTrue(
                    letters(topic).toString().contains(reason), letters(topic).toString());
        }

        sink.index("DELETE", "/dsel-events-v1-1999.01", null);
        JsonNode resent = sink.post("/v1/dead-letters/resend", "{\"limit\":1000}");
        assertEquals(4, resent.path("resent").intValue(), resent.toString());
        SinkUnderTest.await(
                "the repaired event", () -> sink.count("dsel-events", term("eventId", "poisoned-1999")) == 1);
        SinkUnderTest.await("the others are dead again", () -> letters(topic).size() == 7);

        JsonNode rest = sink.post("/v1/dead-letters/resend", "{\"from\":" + resent.path("next") + ",\"limit\":1000}");
        assertEquals(3, rest.path("resent").intValue(), "goes on where the first ended: " + rest);
    }

    @Test
    void nothingIsLostWhenOpenSearchStopsAndStartsMidStream() throws Exception {
        List<CompletableFuture<?>> published = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            if (i == 200) {
                stack.kill(Part.OPEN_SEARCH);
            }
            published.add(
                    dsel.publish(TestEvents.applied("Steady", "s" + i % 30, "steady-" + i, MARCH.plusMillis(i), "{}")));
        }
        published.forEach(CompletableFuture::join);
        SinkUnderTest.await(
                "the health tells", () -> !sink.get("/health").path("ready").booleanValue());
        assertNotEquals(0, sink.get("/v1/lag").path("lag").longValue());
        stack.start(Part.OPEN_SEARCH);
        sink.awaitNoLag();
        assertEquals(600, contents("dsel-events", "Steady").size());
        assertTrue(
                sink.get("/health").path("ready").booleanValue(),
                sink.get("/health").toString());
    }

    @Test
    void aThousandShapesLeaveTheMappingAsItIs() {
        publish(List.of(TestEvents.applied("Shape", "first", "shape-first", MARCH, "{}")));
        sink.awaitNoLag();
        JsonNode before = sink.index("GET", "/dsel-events-v1-2026.03/_mapping", null);
        Random random = new Random(SEED);
        List<Event> shapes = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            shapes.add(TestEvents.applied(
                    "Shape", "s" + i, "shape-" + i, MARCH, shape(random, 4).toString()));
        }
        publish(shapes);
        sink.awaitNoLag();
        assertEquals(1001, sink.count("dsel-events", term("objectKind", "Shape")));
        assertEquals(before, sink.index("GET", "/dsel-events-v1-2026.03/_mapping", null));
    }

    @Test
    void aSecondInstanceTakesItsShareAndNothingIsLostWhenItGoes() {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            events.add(TestEvents.applied("Shared", "s" + i % 40, "shared-" + i, MARCH.plusMillis(i), "{}"));
        }
        publish(events.subList(0, 500));
        try (SinkUnderTest second = new SinkUnderTest(stack, Map.of("DSEL_INSTANCE_ID", "second"))) {
            SinkUnderTest.await(
                    "the second instance",
                    () -> second.get("/health").path("ready").booleanValue());
            publish(events.subList(500, 1500));
            JsonNode refused = sink.post("/v1/replay/apply", "{\"to\":\"earliest\"}");
            assertEquals(409, refused.path("status").intValue(), refused.toString());
        }
        publish(events.subList(1500, 2000));
        sink.awaitNoLag();
        assertEquals(2000, contents("dsel-events", "Shared").size());
    }

    private static void replay(String target) {
        JsonNode plan = sink.post("/v1/replay/plan", target);
        assertTrue(plan.path("records").longValue() > 0, plan.toString());
        assertEquals("PAUSED", sink.post("/v1/replay/pause", "").path("state").stringValue());
        JsonNode applied = sink.post("/v1/replay/apply", target);
        assertEquals(plan.path("records"), applied.path("records"), applied.toString());
        assertEquals(plan.path("records"), sink.get("/v1/lag").path("lag"));
        sink.post("/v1/replay/resume", "");
        sink.awaitNoLag();
    }

    private static void publish(List<Event> events) {
        List<CompletableFuture<?>> published = new ArrayList<>();
        events.forEach(event -> published.add(dsel.publish(event)));
        published.forEach(CompletableFuture::join);
    }

    private static void requireHeads(Map<String, Event> greatest) {
        JsonNode hits = sink.search("dsel-heads", term("objectKind", "Head")).at("/hits/hits");
        Map<String, String> found = new TreeMap<>();
        hits.forEach(hit -> found.put(
                hit.path("_id").stringValue(), hit.at("/_source/eventId").stringValue()));
        Map<String, String> wanted = new TreeMap<>();
        greatest.forEach((entity, event) -> wanted.put(entity, event.meta().eventId()));
        assertEquals(wanted, found);
    }

    /** Id to sequence number and source: equal before and after means that nothing was written between. */
    private static Map<String, String> contents(String alias, String objectKind) {
        Map<String, String> contents = new TreeMap<>();
        for (JsonNode hit : sink.search(alias, term("objectKind", objectKind)).at("/hits/hits")) {
            contents.put(hit.path("_id").stringValue(), hit.path("_seq_no") + " " + hit.path("_source"));
        }
        return contents;
    }

    private static List<JsonNode> letters(String originalTopic) {
        List<JsonNode> letters = new ArrayList<>();
        sink.get("/v1/dead-letters?limit=1000").path("items").forEach(letter -> {
            if (letter.at("/original/topic").asString("").equals(originalTopic)) {
                letters.add(letter);
            }
        });
        return letters;
    }

    private static String term(String field, String value) {
        return "{\"term\":{\"" + field + "\":\"" + value + "\"}}";
    }

    private static JsonNode shape(Random random, int depth) {
        var object = Json.MAPPER.createObjectNode();
        for (int i = 0; i <= random.nextInt(4); i++) {
            String field = "f" + random.nextInt(1_000_000) + (random.nextBoolean() ? ".x/y" : "");
            switch (depth == 0 ? random.nextInt(4) : random.nextInt(6)) {
                case 0 -> object.put(field, random.nextInt());
                case 1 -> object.put(field, (random.nextInt(9) == 0 ? "half \uD83D " : "text ") + random.nextInt());
                case 2 -> object.put(field, random.nextBoolean());
                case 3 -> object.putNull(field);
                case 4 -> object.set(field, shape(random, depth - 1));
                default -> object.putArray(field).add(random.nextInt()).add(shape(random, depth - 1));
            }
        }
        return object;
    }
}
