package io.dsel.kind;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import tools.jackson.databind.JsonNode;

/**
 * The kinds that are declared at one moment. An object of a declared kind is closed: only its declared actions, versions
 * and, where it has a schema, fields exist. Every other kind is open, and travels as {@link io.dsel.events.OpenEvent}.
 * Immutable.
 */
public final class Kinds {
    /** The kinds that come with DSEL. */
    public static final Kinds BUILT_IN = new Kinds(BuiltInKinds.load());

    /** Has every standard action; what they mean for its executions, they mean for those of open kinds. */
    private static final Kind USUAL = BUILT_IN.byName.get("Deployment");

    private final Map<String, Kind> byName;
    private final Map<String, String> objectKinds;

    private Kinds(Map<String, Kind> byName) {
        this.byName = byName;
        objectKinds = byName.values().stream()
                .flatMap(kind -> kind.eventKinds().stream())
                .collect(Collectors.toUnmodifiableMap(EventKind::name, EventKind::objectKind));
    }

    /** In the order of their names. */
    public Collection<Kind> all() {
        return byName.values();
    }

    public Optional<Kind> find(String objectKind) {
        return Optional.ofNullable(byName.get(objectKind));
    }

    /**
     * The kind of an object, if it is declared. An apiVersion that names an API group ({@code apps/v1}) is that of somebody
     * else's kind of the same name, as Kubernetes' Deployment.
     *
     * @param object as far as it is known
     */
    public Optional<Kind> find(String objectKind, JsonNode object) {
        return object.path("apiVersion").asString("").indexOf('/') < 0 ? find(objectKind) : Optional.empty();
    }

    /** Every kind of event of the declared kinds. */
    public Set<EventKind> eventKinds() {
        return byName.values().stream()
                .flatMap(kind -> kind.eventKinds().stream())
                .collect(Collectors.toSet());
    }

    /** The kind of event that a declared name means, where it does not say itself where the object's kind ends. */
    public Optional<EventKind> eventKind(String name) {
        return Optional.ofNullable(objectKinds.get(name)).map(objectKind -> EventKind.of(name, objectKind));
    }

    /** Every schema of every version. */
    public List<Schema> schemas() {
        return byName.values().stream().flatMap(kind -> kind.schemas().stream()).toList();
    }

    /** Whether objects of that kind have a schema. */
    public boolean isTyped(String objectKind) {
        return find(objectKind).filter(Kind::isTyped).isPresent();
    }

    /** Whether an object of that kind has a schema; see {@link #find(String, JsonNode)}. */
    public boolean isTyped(String objectKind, JsonNode object) {
        return find(objectKind, object).filter(Kind::isTyped).isPresent();
    }

    /**
     * The event's schema, or empty if its kind is open.
     *
     * @throws InvalidEventException if the object's kind is declared and has no such action or version
     */
    public Optional<Schema> schema(Event event) {
        Optional<Kind> found = find(event.kind().objectKind(), event.state());
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Kind kind = found.get();
        String action = event.kind().action();
        if (kind.step(action).isEmpty()) {
            Set<String> actions =
                    kind.manifest().steps().map(Action.Step::name).collect(Collectors.toCollection(TreeSet::new));
            throw new InvalidEventException("kind", kind.name() + " has no action " + action + "; it has " + actions);
        }
        if (kind.manifest().version(event.apiVersion()).isEmpty()) {
            throw new InvalidEventException("apiVersion", event.kind() + " has no version " + event.apiVersion());
        }
        String own = event.state().path("apiVersion").asString(event.apiVersion());
        if (!own.equals(event.apiVersion())) {
            throw new InvalidEventException(
                    "apiVersion", "is " + event.apiVersion() + ", but that of the object in the event is " + own);
        }
        return kind.schema(event.apiVersion(), action);
    }

    /**
     * What an event's action means: as the manifest of its kind says, or, for a standard action of an open kind, as that
     * of {@code Deployment} which comes with DSEL. Empty for any other.
     */
    public Optional<Action.Step> step(Event event) {
        return find(event.kind().objectKind(), event.state())
                .orElse(USUAL)
                .step(event.kind().action());
    }

    /**
     * These with another, in the place of one of the same name.
     *
     * @throws InvalidEventException if an event of it would have the name of another kind's
     */
    public Kinds with(Kind kind) {
        for (EventKind own : kind.eventKinds()) {
            String holder = objectKinds.get(own.name());
            if (holder != null && !holder.equals(kind.name())) {
                throw new InvalidEventException(
                        "spec.actions", own + " is the name of an event of " + holder + " already");
            }
        }
        Map<String, Kind> more = new TreeMap<>(byName);
        more.put(kind.name(), kind);
        return new Kinds(more);
    }

    /** These with those of the others that {@link #with} takes, one after the other. */
    Kinds withAllThatFit(Collection<Kind> others) {
        Map<String, Kind> more = new TreeMap<>(byName);
        Map<String, String> claimed = new HashMap<>(objectKinds);
        for (Kind kind : others) {
            if (kind.eventKinds().stream()
                    .allMatch(own -> kind.name().equals(claimed.getOrDefault(own.name(), kind.name())))) {
                more.put(kind.name(), kind);
                kind.eventKinds().forEach(own -> claimed.put(own.name(), kind.name()));
            }
        }
        return new Kinds(more);
    }

    /** These without one that was added; a kind that comes with DSEL is as it came then. */
    public Kinds without(String name) {
        Map<String, Kind> fewer = new TreeMap<>(byName);
        fewer.remove(name);
        BUILT_IN.find(name).ifPresent(kind -> fewer.put(name, kind));
        return new Kinds(fewer);
    }
}
