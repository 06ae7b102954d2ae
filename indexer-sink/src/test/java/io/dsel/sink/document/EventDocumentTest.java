package io.dsel.sink.document;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventMeta;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.sink.TestEvents;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class EventDocumentTest {
    private static final long SEED = Long.getLong("dsel.seed", System.nanoTime());
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00.120Z");
    private static final Instant LOG_TIME = Instant.parse("2026-03-02T00:00:00Z");
    private static final LogPosition POSITION = new LogPosition("dsel.events.ThingAppliedEvent", 3, 41);

    @Test
    void hasTheEnvelopeThePositionAndTheWholeEvent() {
        Event event = TestEvents.applied("Thing", "t", "id-1", TIME, "{\"spec\":{\"version\":\"2.1.0\",\"n\":1.50}}");
        assertEquals(Json.parse("""
                {"eventId": "id-1", "kind": "ThingAppliedEvent", "objectKind": "Thing", "action": "Applied",
                 "apiVersion": "v1alpha1", "entity": "Thing/shop/t", "appId": "shop", "name": "t",
                 "timestamp": "2026-03-01T00:00:00.120Z", "userId": "alice", "correlationId": "req-1",
                 "executionId": "exec-1", "region": "local", "deleted": false,
                 "logTime": "2026-03-02T00:00:00.000Z", "labels": ["team=platform"],
                 "facets": ["spec.version=2.1.0", "spec.n=1.50"], "text": "t\\nshop\\nalice\\n2.1.0\\n1.50",
                 "truncated": false,
                 "position": {"topic": "dsel.events.ThingAppliedEvent", "partition": 3, "offset": 41},
                 "event": %s}""".formatted(EventJson.write(event))), document(event));
    }

    @Test
    void isOneLineOfUtf8() {
        Event event = TestEvents.applied("Thing", "t", "id", TIME, "{\"a\":\"line\\nbreak \\u2028 \uD83D\uDE00 ü\"}");
        byte[] document = EventDocument.of(event, POSITION, LOG_TIME);
        for (byte b : document) {
            assertFalse(b == '\n' || b == '\r');
        }
        assertArrayEquals(document, new String(document, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8));
        assertEquals(event.state(), Json.parse(document).at("/event/spec/thing"));
    }

    @Test
    void convergenceTheSameEventIsTheSameDocument() {
        Map<String, String> labels = new HashMap<>();
        for (int i = 0; i < 50; i++) {
            labels.put("k" + i, "v" + i);
        }
        Event event = labelled(labels);
        Event again = EventJson.read(Json.parse(Json.writeBytes(EventJson.write(event))));
        assertArrayEquals(EventDocument.of(event, POSITION, LOG_TIME), EventDocument.of(again, POSITION, LOG_TIME));
    }

    @Test
    void labelsBeyondTheirLimitsAreLeftOutAndSaid() {
        Map<String, String> labels = new HashMap<>(Map.of("long", "x".repeat(EventDocument.MAX_LABEL_CHARS)));
        labels.put("short", "y");
        JsonNode document = document(labelled(labels));
        assertEquals("[\"short=y\"]", document.path("labels").toString());
        assertTrue(document.path("truncated").booleanValue());
        assertEquals(2, document.at("/event/meta/labels").size());
    }

    @Test
    void halfACharacterStaysAsItIs() {
        Event event = TestEvents.applied("Thing", "t", "id", TIME, "{\"a\":\"x\\ud83dy\"}");
        assertEquals("x\uD83Dy", document(event).at("/event/spec/thing/a").stringValue());
    }

    @Test
    void noShapeOfObjectBringsAFieldThatTheMappingHasNot() throws Exception {
        Set<String> mapped = new HashSet<>();
        try (InputStream file = getClass().getResourceAsStream("/io/dsel/sink/opensearch/mappings.json")) {
            Json.parse(file.readAllBytes())
                    .at("/template/mappings/properties")
                    .propertyNames()
                    .forEach(mapped::add);
        }
        Random random = new Random(SEED);
        Set<String> written = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            String field = "f" + random.nextInt() + (random.nextBoolean() ? ".x" : "");
            String value = random.nextBoolean() ? "\"text\"" : random.nextBoolean() ? "{\"a\":[1,{}]}" : "1e400";
            document(TestEvents.applied("Thing", "t", "id", TIME, "{\"" + field + "\":" + value + "}"))
                    .propertyNames()
                    .forEach(written::add);
        }
        mapped.remove("causationId"); // only an event that has one brings it
        assertEquals(mapped, written, "seed " + SEED);
    }

    private static JsonNode document(Event event) {
        return Json.parse(EventDocument.of(event, POSITION, LOG_TIME));
    }

    private static Event labelled(Map<String, String> labels) {
        Event event = TestEvents.applied("Thing", "t", "id", TIME, "{}");
        EventMeta m = event.meta();
        EventMeta meta = new EventMeta(
                m.eventId(),
                m.timestamp(),
                m.userId(),
                m.correlationId(),
                "cause-1",
                m.executionId(),
                m.name(),
                m.appId(),
                m.region(),
                labels);
        return new Event(event.apiVersion(), event.kind(), meta, event.spec());
    }
}
