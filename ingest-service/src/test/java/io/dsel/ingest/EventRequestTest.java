package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.Event;
import io.dsel.event.EventMeta;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class EventRequestTest {
    private static final String LEAST = """
            {"kind": "WidgetAppliedEvent", "meta": {"name": "w", "appId": "a"}, "spec": {"widget": {}}}""";

    @Test
    void whatAnEventDoesNotSayIsTakenFromTheRequest() {
        Event event = read(LEAST, Contexts.of(Optional.of("req-1"), Optional.of("exec-1")));
        assertEquals("v1alpha1", event.apiVersion());
        assertEquals(
                new EventMeta(
                        "id-1",
                        Contexts.NOW,
                        "ann@example.com",
                        "req-1",
                        null,
                        "exec-1",
                        "w",
                        "a",
                        "eu-west-1",
                        Map.of()),
                event.meta());
    }

    @Test
    void aRequestIsItsEventAndAnExecutionItsRequestWhereNobodySaysMore() {
        EventMeta meta =
                read(LEAST, Contexts.of(Optional.empty(), Optional.empty())).meta();
        assertEquals("id-1", meta.correlationId());
        assertEquals("id-1", meta.executionId());
        assertEquals(
                "req-1",
                read(LEAST, Contexts.of(Optional.of("req-1"), Optional.empty()))
                        .meta()
                        .executionId());
    }

    @Test
    void whatAnEventSaysIsKept() {
        String full = """
                {"apiVersion": "v2", "kind": "WidgetAppliedEvent",
                 "meta": {"eventId": "e", "timestamp": "2020-01-01T00:00:00Z", "userId": "u", "correlationId": "c",
                          "causationId": "d", "executionId": "x", "name": "w", "appId": "a", "region": "r",
                          "labels": {"k": "v"}},
                 "spec": {"widget": {}}}""";
        Event event = read(full, Contexts.of(Optional.of("req-1"), Optional.of("exec-1")));
        assertEquals("v2", event.apiVersion());
        assertEquals(
                new EventMeta(
                        "e",
                        Instant.parse("2020-01-01T00:00:00Z"),
                        "u",
                        "c",
                        "d",
                        "x",
                        "w",
                        "a",
                        "r",
                        Map.of("k", "v")),
                event.meta());
    }

    @Test
    void nullSaysNothing() {
        String json = """
                {"apiVersion": null, "kind": "WidgetAppliedEvent", "spec": {"widget": {}},
                 "meta": {"eventId": null, "userId": null, "name": "w", "appId": "a"}}""";
        assertEquals("ann@example.com", read(json, Contexts.PLAIN).meta().userId());
    }

    @Test
    void theDocumentIsLeftAsItWas() {
        JsonNode document = Json.parse(LEAST);
        EventRequest.read(document, Contexts.PLAIN);
        assertEquals(Json.parse(LEAST), document);
    }

    @Test
    void everythingWrongIsNamedAtOnce() {
        assertEquals(List.of("colour", "meta.user", "meta.appId", "meta.name", "spec.widget"), fieldsRefused("""
                        {"kind": "WidgetAppliedEvent", "colour": "red", "meta": {"user": "u"}, "spec": {}}"""));
        assertEquals(List.of("spec", "kind", "meta.appId", "meta.name"), fieldsRefused("{}"));
        assertEquals(
                List.of("meta"),
                fieldsRefused("{\"kind\": \"WidgetAppliedEvent\", \"meta\": 5, \"spec\": {\"widget\": {}}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "5", "null", "\"x\""})
    void whatIsNoObjectIsNoEvent(String json) {
        assertEquals(List.of("the event"), fieldsRefused(json));
    }

    @Test
    void anAggregateIsNotWritten() {
        assertEquals(List.of("kind"), fieldsRefused(LEAST.replace("WidgetAppliedEvent", "ExecutionStatusAggregate")));
    }

    @Test
    void aKindWithASchemaHasNoOtherActions() {
        assertEquals(List.of("kind"), fieldsRefused("""
                        {"kind": "ArtifactPromotedEvent", "meta": {"name": "w", "appId": "a"},
                         "spec": {"artifact": {"kind": "Artifact"}}}"""));
    }

    private static List<String> fieldsRefused(String json) {
        return assertThrows(InvalidEventException.class, () -> read(json, Contexts.PLAIN)).violations().stream()
                .map(Violation::field)
                .toList();
    }

    private static Event read(String json, RequestContext context) {
        return EventRequest.read(Json.parse(json), context);
    }
}
