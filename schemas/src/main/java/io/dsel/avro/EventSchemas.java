package io.dsel.avro;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.events.v1alpha1.DomainEvents;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Protocol;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;

/**
 * Which event kinds have a schema of their own. A kind whose object has one is closed: only its declared actions and
 * fields exist. Every other kind is open, and travels as {@link io.dsel.events.OpenEvent}.
 */
public final class EventSchemas {
    /** The kinds that come with DSEL. */
    public static final EventSchemas BUILT_IN = new EventSchemas(List.of(DomainEvents.PROTOCOL));

    private static final String EVENT = "Event";

    private final Map<String, Schema> byName;
    private final Set<String> objectKinds;
    private final Set<EventKind> kinds;

    private EventSchemas(List<Protocol> protocols) {
        byName = protocols.stream()
                .flatMap(protocol -> protocol.getTypes().stream())
                .filter(type -> type.getName().endsWith(EVENT))
                .collect(Collectors.toUnmodifiableMap(Schema::getFullName, type -> type));
        kinds = byName.values().stream()
                .map(schema -> EventKind.parse(schema.getName()))
                .collect(Collectors.toUnmodifiableSet());
        objectKinds = kinds.stream().map(EventKind::objectKind).collect(Collectors.toUnmodifiableSet());
    }

    /** Every event kind that has a schema. */
    public Set<EventKind> kinds() {
        return kinds;
    }

    /** Every schema of every version. */
    public Collection<Schema> all() {
        return byName.values();
    }

    /** Whether objects of that kind have a schema. */
    public boolean isTyped(String objectKind) {
        return objectKinds.contains(objectKind);
    }

    /**
     * Whether an object of that kind has a schema. One whose apiVersion names an API group ({@code apps/v1}) belongs to
     * somebody else's kind of the same name, as Kubernetes' Deployment does, and has none here.
     *
     * @param object an object of the kind, as far as it is known
     */
    public boolean isTyped(String objectKind, JsonNode object) {
        return objectKinds.contains(objectKind)
                && object.path("apiVersion").asString("").indexOf('/') < 0;
    }

    /**
     * The event's schema, or empty if its kind is open.
     *
     * @throws InvalidEventException if the object's kind is closed and has no such action or version
     */
    public Optional<Schema> find(Event event) {
        EventKind kind = event.kind();
        if (!isTyped(kind.objectKind(), event.state())) {
            return Optional.empty();
        }
        Schema schema = byName.get("io.dsel.events." + event.apiVersion() + "." + kind.name());
        if (schema == null && kinds.contains(kind)) {
            throw new InvalidEventException("apiVersion", kind + " has no version " + event.apiVersion());
        }
        if (schema == null) {
            throw new InvalidEventException(
                    "kind", kind.objectKind() + " has no action " + kind.action() + "; it has " + actions(kind));
        }
        return Optional.of(schema);
    }

    private Set<String> actions(EventKind kind) {
        return kinds.stream()
                .filter(known -> known.objectKind().equals(kind.objectKind()))
                .map(EventKind::action)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
