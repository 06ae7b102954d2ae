package io.dsel.event;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The complete state of a domain object, wrapped in the action that brought it about.
 *
 * @param apiVersion version of the event's own shape, such as {@code v1alpha1}
 * @param spec for an event, the whole object under {@link EventKind#objectField()} beside what the action adds
 *     (validation, metadata, …); for an aggregate, its sections. Treated as immutable.
 */
public record Event(String apiVersion, EventKind kind, EventMeta meta, ObjectNode spec) {
    public static final String API_VERSION = "v1alpha1";

    public Event {
        if (apiVersion == null || !apiVersion.matches("v[0-9]+((alpha|beta)[0-9]+)?")) {
            throw new InvalidEventException("apiVersion", "'" + apiVersion + "' is not a version such as v1alpha1");
        }
        if (spec == null) {
            throw new InvalidEventException("spec", "is required");
        }
        if (!kind.isAggregate() && !spec.path(kind.objectField()).isObject()) {
            throw new InvalidEventException(
                    "spec." + kind.objectField(), "is required: an event carries its whole object");
        }
    }

    public EntityKey entity() {
        return new EntityKey(kind.objectKind(), meta.appId(), meta.name());
    }

    /** The object as it was after this event; for an aggregate, its spec. */
    public JsonNode state() {
        return kind.isAggregate() ? spec : spec.get(kind.objectField());
    }
}
