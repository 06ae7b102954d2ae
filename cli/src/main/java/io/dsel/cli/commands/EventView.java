package io.dsel.cli.commands;

import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An event's document, as the commands look at it. */
record EventView(ObjectNode document) {
    static EventView of(JsonNode document) {
        return new EventView((ObjectNode) document);
    }

    EventKind kind() {
        JsonNode spec = document.path("spec");
        return EventJson.kind(document.path("kind").asString(""), (ObjectNode) spec);
    }

    /** The object, without what the action added. */
    JsonNode state() {
        EventKind kind = kind();
        JsonNode spec = document.path("spec");
        return kind.isAggregate() ? spec : spec.path(kind.objectField());
    }

    Instant time() {
        return time(document.path("meta").path("timestamp"));
    }

    /** A field of {@code meta}, or empty. */
    String meta(String field) {
        return document.path("meta").path(field).asString("");
    }

    /** @throws InvalidEventException if it is none */
    static Instant time(JsonNode timestamp) {
        return EventJson.time("timestamp", timestamp.asString(""));
    }
}
