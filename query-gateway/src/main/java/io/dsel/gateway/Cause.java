package io.dsel.gateway;

import io.dsel.event.EventJson;
import io.dsel.gateway.read.EventEntry;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer says of the event that brought something about.
 *
 * @param timestamp event time
 * @param kind of the event
 */
record Cause(String eventId, Instant timestamp, String kind, String userId, String executionId) {
    static Cause of(EventEntry entry) {
        return new Cause(
                entry.order().eventId(),
                Instant.ofEpochMilli(entry.order().timestamp()),
                entry.kind(),
                entry.userId(),
                entry.executionId());
    }

    /** @param event as {@link EventJson} writes it */
    static Cause of(ObjectNode event) {
        var meta = event.path("meta");
        return new Cause(
                meta.path("eventId").asString(),
                EventJson.time("meta.timestamp", meta.path("timestamp").asString()),
                event.path("kind").asString(),
                meta.path("userId").asString(),
                meta.path("executionId").asString());
    }

    ObjectNode addTo(ObjectNode json) {
        return json.put("eventId", eventId)
                .put("timestamp", EventJson.time(timestamp))
                .put("kind", kind)
                .put("userId", userId)
                .put("executionId", executionId);
    }
}
