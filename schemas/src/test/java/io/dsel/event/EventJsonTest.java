package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class EventJsonTest {
    private static final String EVENT = """
            {"apiVersion": "v1alpha1", "kind": "WidgetAppliedEvent",
             "meta": {"eventId": "event-1", "timestamp": "2026-01-15T10:30:00.123Z", "userId": "user@example.com",
                      "correlationId": "req-5678", "causationId": "event-0", "executionId": "exec-9012",
                      "name": "w", "appId": "09287", "region": "us-east-1", "labels": {"team": "platform"}},
             "spec": {"widget": {"kind": "Widget", "size": 1.50}}}""";

    @Test
    void aDocumentComesBackAsItWas() {
        ObjectNode document = document();
        assertEquals(Json.write(document), Json.write(EventJson.write(EventJson.read(document))));
    }

    @Test
    void everyEventComesBackFromItsDocument() {
        long seed = System.nanoTime();
        RandomText text = new RandomText(new Random(seed));
        for (int i = 0; i < 2_000; i++) {
            ObjectNode spec = Json.MAPPER.createObjectNode();
            spec.putObject("widget").put(text.next(9), text.next(30));
            EventMeta meta = new EventMeta(
                    "id-" + i,
                    Instant.ofEpochMilli(new Random(seed + i).nextLong(4_000_000_000_000L)),
                    text.next(90),
                    text.next(90),
                    i % 2 == 0 ? null : text.next(90),
                    text.next(90),
                    text.next(50),
                    text.next(50),
                    text.next(50),
                    Map.of(text.next(9), text.next(9)));
            Event event = new Event("v1", EventKind.parse("WidgetAppliedEvent"), meta, spec);
            String written = Json.write(EventJson.write(event));
            assertEquals(event, EventJson.read(Json.parse(written)), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"eventId", "timestamp", "userId", "correlationId", "executionId", "name", "appId", "region"})
    void aMissingOrMistypedFieldOfMetaIsNamed(String field) {
        ObjectNode document = document();
        ((ObjectNode) document.get("meta")).remove(field);
        assertEquals(List.of("meta." + field), fieldsRefused(document));
        ((ObjectNode) document.get("meta")).put(field, 5);
        assertEquals(List.of("meta." + field), fieldsRefused(document));
        ((ObjectNode) document.get("meta")).put(field, "");
        assertEquals(List.of("meta." + field), fieldsRefused(document));
    }

    @ParameterizedTest
    @ValueSource(strings = {"apiVersion", "kind", "meta", "spec"})
    void aMissingOrMistypedFieldIsNamed(String field) {
        ObjectNode document = document();
        document.remove(field);
        assertEquals(List.of(field), fieldsRefused(document));
        document.put(field, 5);
        assertEquals(List.of(field), fieldsRefused(document));
        document.put(field, "");
        assertEquals(List.of(field), fieldsRefused(document));
    }

    @Test
    void anUnknownFieldIsRefusedNotDropped() {
        ObjectNode document = document();
        document.put("status", "ok");
        ((ObjectNode) document.get("meta")).put("user", "u");
        assertEquals(List.of("status", "meta.user"), fieldsRefused(document));
        assertTrue(assertThrows(InvalidEventException.class, () -> EventJson.read(document))
                .getMessage()
                .contains("those are [apiVersion, kind, meta, spec]"));
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        ObjectNode document = document();
        document.put("apiVersion", "one");
        document.put("kind", "WidgetEvent");
        document.set("spec", Json.parse("{\"widget\": {\"text\": [\"\\ud83d\"]}}"));
        ObjectNode meta = (ObjectNode) document.get("meta");
        meta.put("timestamp", "yesterday").put("name", "a\tb").putNull("userId");
        meta.set("labels", Json.parse("{\"a\": null, \"b\": 1}"));
        assertEquals(
                List.of(
                        "spec.widget.text[0]",
                        "kind",
                        "meta.name",
                        "meta.timestamp",
                        "meta.labels.a",
                        "meta.labels.b",
                        "meta.userId",
                        "apiVersion"),
                fieldsRefused(document));
    }

    @Test
    void theWholeObjectMustBeThere() {
        ObjectNode document = document();
        document.set("spec", Json.parse("{\"gadget\": {}}"));
        assertEquals(List.of("spec.widget"), fieldsRefused(document));
    }

    @Test
    void theObjectInsideTellsWhereItsKindEnds() {
        ObjectNode document = document();
        document.put("kind", "WidgetPolishedEvent");
        assertEquals(
                new EventKind("Widget", "Polished"), EventJson.read(document).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:30:00Z,2026-01-15T10:30:00.000Z",
        "2026-01-15T10:30:00.1239Z,2026-01-15T10:30:00.123Z",
        "2026-01-15T10:30:00+02:00,2026-01-15T08:30:00.000Z",
    })
    void timesAreWrittenInUtcWithThreeDigits(String text, String written) {
        assertEquals(written, EventJson.time(EventJson.time("t", text)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2026-01-15", "2026-01-15T10:30:00", "2026-13-15T10:30:00Z", "now"})
    void aTimeWithoutAnOffsetIsRefused(String text) {
        assertEquals(
                "t",
                assertThrows(InvalidEventException.class, () -> EventJson.time("t", text))
                        .field());
    }

    private static List<String> fieldsRefused(ObjectNode document) {
        return assertThrows(InvalidEventException.class, () -> EventJson.read(document)).violations().stream()
                .map(Violation::field)
                .toList();
    }

    private static ObjectNode document() {
        return Json.parseObject(EVENT);
    }
}
