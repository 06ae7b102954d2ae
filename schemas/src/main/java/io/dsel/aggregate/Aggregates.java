package io.dsel.aggregate;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The aggregates that are declared at one moment. Immutable, safe for use by many threads. */
public final class Aggregates {
    /** The aggregates that come with DSEL. */
    public static final Aggregates BUILT_IN = new Aggregates(BuiltInAggregates.load());

    private final Map<String, Aggregate> byName;
    private final Map<EventKind, List<Aggregate>> taking = new ConcurrentHashMap<>();

    private Aggregates(Map<String, Aggregate> byName) {
        this.byName = byName;
    }

    /** In the order of their names. */
    public Collection<Aggregate> all() {
        return byName.values();
    }

    public Optional<Aggregate> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Those that events of that kind can be in, in the order of their names. */
    public List<Aggregate> taking(EventKind kind) {
        return taking.computeIfAbsent(kind, it -> byName.values().stream()
                .filter(aggregate -> aggregate.takes(it))
                .toList());
    }

    /**
     * These with another, in the place of one of the same name.
     *
     * @throws InvalidEventException if its sources lead back to itself
     */
    public Aggregates with(Aggregate aggregate) {
        Map<String, Aggregate> more = new TreeMap<>(byName);
        more.put(aggregate.name(), aggregate);
        Sources.way(more.values(), aggregate, aggregate).ifPresent(way -> {
            throw new InvalidEventException(
                    "spec.sources", "lead back to itself: " + String.join(" takes ", way) + "; take fewer kinds");
        });
        return new Aggregates(more);
    }

    /** These with those of the others that {@link #with} takes, one after the other. */
    Aggregates withAllThatFit(Collection<Aggregate> others) {
        Map<String, Aggregate> more = new TreeMap<>(byName);
        for (Aggregate aggregate : others) {
            Aggregate known = more.put(aggregate.name(), aggregate);
            if (Sources.way(more.values(), aggregate, aggregate).isPresent()) {
                more.remove(aggregate.name());
                if (known != null) {
                    more.put(known.name(), known);
                }
            }
        }
        return new Aggregates(more);
    }

    /** These without one that was added; an aggregate that comes with DSEL is as it came then. */
    public Aggregates without(String name) {
        Map<String, Aggregate> fewer = new TreeMap<>(byName);
        fewer.remove(name);
        BUILT_IN.find(name).ifPresent(aggregate -> fewer.put(name, aggregate));
        return new Aggregates(fewer);
    }
}
