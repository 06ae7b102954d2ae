package io.dsel.gateway.index;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.ObjectEntry;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents of the sink as values. */
final class EventHits {
    private EventHits() {}

    static FoundEvent event(JsonNode hit) {
        JsonNode source = hit.path("_source");
        return new FoundEvent((ObjectNode) source.path("event"), position(source), time(source, "logTime"));
    }

    static EventEntry entry(JsonNode hit, boolean full) {
        JsonNode source = hit.path("_source");
        return new EventEntry(
                new EventOrder(time(source, "timestamp").toEpochMilli(), text(source, "eventId")),
                text(source, "kind"),
                text(source, "action"),
                EntityKey.parse(text(source, "entity")),
                text(source, "userId"),
                text(source, "executionId"),
                position(source),
                time(source, "logTime"),
                full ? Optional.of((ObjectNode) source.path("event")) : Optional.empty());
    }

    static ObjectEntry object(JsonNode hit) {
        JsonNode source = hit.path("_source");
        return new ObjectEntry(
                EntityKey.parse(text(source, "entity")),
                time(source, "timestamp"),
                text(source, "userId"),
                text(source, "eventId"),
                text(source, "action"),
                source.path("deleted").asBoolean(false));
    }

    private static LogPosition position(JsonNode source) {
        JsonNode position = source.path("position");
        return new LogPosition(
                position.path("topic").stringValue(),
                position.path("partition").intValue(),
                position.path("offset").longValue());
    }

    private static String text(JsonNode source, String field) {
        return source.path(field).stringValue();
    }

    private static Instant time(JsonNode source, String field) {
        return EventJson.time(field, text(source, field));
    }
}
