package io.dsel.gateway.read;

import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * An event and where it lies.
 *
 * @param event as {@link EventJson} writes it
 * @param logTime when the log took it
 */
public record FoundEvent(ObjectNode event, LogPosition position, Instant logTime) {

    /** Whether it says that the object is gone. */
    public boolean isDeletion() {
        return EventJson.kind(event.path("kind").asString(), (ObjectNode) event.path("spec"))
                .isDeletion();
    }
}
