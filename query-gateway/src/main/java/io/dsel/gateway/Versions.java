package io.dsel.gateway;

import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.kind.ExpressionException;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.kind.UnknownVersionException;
import io.dsel.service.Problem;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/** Events as of the version that a reader asks for, by the conversions of their kind. What is stored stays what it is. */
final class Versions {
    static final String PARAMETER = "apiVersion";

    private final Supplier<Kinds> kinds;

    Versions(Supplier<Kinds> kinds) {
        this.kinds = kinds;
    }

    /**
     * @param event as {@link EventJson} writes it; left as it is
     * @return another, or the same where it is of that version
     * @throws BadParameterException if its kind has no such version
     * @throws NotConvertibleException if this event cannot be read as of it
     */
    ObjectNode of(String apiVersion, ObjectNode event) {
        ObjectNode spec = (ObjectNode) event.path("spec");
        EventKind eventKind = EventJson.kind(event.path("kind").asString(""), spec);
        Optional<Kind> found = eventKind.isAggregate()
                ? Optional.empty()
                : kinds.get().find(eventKind.objectKind(), spec.path(eventKind.objectField()));
        Kind kind = found.orElseThrow(() -> new BadParameterException(
                PARAMETER, eventKind.objectKind() + " is no declared kind here, so it has no versions to choose from"));
        if (kind.manifest().version(apiVersion).isEmpty()) {
            throw new BadParameterException(
                    PARAMETER,
                    "'" + apiVersion + "' is no version of " + kind.name() + "; those are "
                            + kind.manifest().versions().stream()
                                    .map(it -> it.name())
                                    .toList());
        }
        return converted(kind, apiVersion, event, eventKind.objectField());
    }

    private static ObjectNode converted(Kind kind, String apiVersion, ObjectNode event, String field) {
        ObjectNode object = (ObjectNode) event.path("spec").path(field);
        String stored = event.path("apiVersion").asString("");
        if (stored.equals(apiVersion)) {
            return event;
        }
        ObjectNode versioned =
                object.has("apiVersion") ? object : object.deepCopy().put("apiVersion", stored);
        try {
            ObjectNode result = event.deepCopy().put("apiVersion", apiVersion);
            ((ObjectNode) result.get("spec")).set(field, kind.convert(versioned, apiVersion));
            return result;
        } catch (ExpressionException | UnknownVersionException e) {
            throw new NotConvertibleException(stored, e.getMessage(), e);
        }
    }

    /** A problem that is the answer to a {@link NotConvertibleException}. */
    static Problem problem(NotConvertibleException e) {
        return new Problem(422, "not-convertible", "Not of that version", e.getMessage())
                .with("apiVersion", e.stored());
    }
}
