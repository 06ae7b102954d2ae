package io.dsel.event;

import java.util.regex.Pattern;
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

    private static final Pattern VERSION = Pattern.compile("v[0-9]{1,4}((alpha|beta)[0-9]{1,4})?");

    public Event {
        Violations wrong = new Violations();
        checkVersion(apiVersion, wrong);
        if (spec == null) {
            wrong.add("spec", "is required, an object");
        } else if (!kind.isAggregate() && !spec.path(kind.objectField()).isObject()) {
            wrong.add("spec." + kind.objectField(), "is required: an event carries its whole object");
        }
        wrong.throwIfAny();
    }

    public EntityKey entity() {
        return new EntityKey(kind.objectKind(), meta.appId(), meta.name());
    }

    /** The object as it was after this event; for an aggregate, its spec. */
    public JsonNode state() {
        return kind.isAggregate() ? spec : spec.get(kind.objectField());
    }

    static void checkVersion(String apiVersion, Violations wrong) {
        if (apiVersion == null
                || !apiVersion.equals(API_VERSION)
                        && !VERSION.matcher(apiVersion).matches()) {
            wrong.add("apiVersion", "'" + apiVersion + "' is not a version such as v1alpha1");
        }
    }
}
