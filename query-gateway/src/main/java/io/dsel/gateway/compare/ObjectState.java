package io.dsel.gateway.compare;

import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The state that an event left its object in. */
public final class ObjectState {
    private ObjectState() {}

    /**
     * The object within the event; of an aggregate, all of its spec.
     *
     * @param event as {@link EventJson} writes it; null for none
     * @return null if there is no event, or it deleted the object
     * @throws io.dsel.event.InvalidEventException if the event's kind is none
     */
    public static JsonNode of(ObjectNode event) {
        if (event == null) {
            return null;
        }
        JsonNode spec = event.path("spec");
        EventKind kind = EventJson.kind(event.path("kind").asString(""), (ObjectNode) spec);
        if (kind.isDeletion()) {
            return null;
        }
        return kind.isAggregate() ? spec : spec.path(kind.objectField());
    }
}
