package io.dsel.aggregate;

import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/** The aggregates that are declared at one moment, each in the versions that are at work. Immutable, safe for use by many threads. */
public final class Aggregates {
    /** The aggregates that come with DSEL. */
    public static final Aggregates BUILT_IN = new Aggregates(versions(BuiltInAggregates.load()));

    private final Map<String, AggregateVersions> declared;
    private final Map<String, Aggregate> byKind = new TreeMap<>();
    private final Map<EventKind, List<Aggregate>> taking = new ConcurrentHashMap<>();

    private Aggregates(Map<String, AggregateVersions> declared) {
        this.declared = declared;
        declared.values().stream()
                .flatMap(versions -> versions.all().stream())
                .forEach(aggregate -> byKind.put(aggregate.name(), aggregate));
    }

    /** As a caller would send it; empty if no aggregate of that name comes with DSEL. */
    public static Optional<JsonNode> builtInManifest(String name) {
        return BuiltInAggregates.manifest(name);
    }

    /** All versions that are at work, in the order of their names. */
    public Collection<Aggregate> all() {
        return byKind.values();
    }

    /** What is declared, in the order of the names. */
    public Collection<AggregateVersions> declared() {
        return declared.values();
    }

    /** @param name of an aggregate, not of one of its versions */
    public Optional<AggregateVersions> declared(String name) {
        return Optional.ofNullable(declared.get(name));
    }

    /** The version, if it is at work, whose events are of that kind. */
    public Optional<Aggregate> find(String kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** The kind of events that is read under a name: of an aggregate, that of its live version; of all else, the name. */
    public String live(String name) {
        AggregateVersions versions = declared.get(name);
        return versions == null ? name : versions.live().name();
    }

    /** Those that events of that kind can be in, in the order of their names. */
    public List<Aggregate> taking(EventKind kind) {
        return taking.computeIfAbsent(kind, it -> byKind.values().stream()
                .filter(aggregate -> aggregate.takes(it))
                .toList());
    }

    /**
     * These with another, in the place of one of the same name.
     *
     * @throws InvalidEventException if its sources lead back to itself
     */
    public Aggregates with(AggregateVersions versions) {
        Aggregates more = withUnchecked(declared, versions);
        for (Aggregate aggregate : versions.all()) {
            Sources.way(more.all(), aggregate, aggregate).ifPresent(way -> {
                throw new InvalidEventException(
                        "spec.sources", "lead back to itself: " + String.join(" takes ", way) + "; take fewer kinds");
            });
        }
        return more;
    }

    /** The same of one that has a single version. */
    public Aggregates with(Aggregate only) {
        return with(AggregateVersions.of(only));
    }

    /** These with those of the others that {@link #with} takes, one after the other. */
    Aggregates withAllThatFit(Collection<AggregateVersions> others) {
        Aggregates all = this;
        for (AggregateVersions versions : others) {
            Aggregates more = withUnchecked(all.declared, versions);
            boolean fits = versions.all().stream().allMatch(aggregate -> Sources.way(more.all(), aggregate, aggregate)
                    .isEmpty());
            all = fits ? more : all;
        }
        return all;
    }

    /** These without one that was added; an aggregate that comes with DSEL is as it came then. */
    public Aggregates without(String name) {
        Map<String, AggregateVersions> fewer = new TreeMap<>(declared);
        fewer.remove(name);
        BUILT_IN.declared(name).ifPresent(versions -> fewer.put(name, versions));
        return new Aggregates(fewer);
    }

    private static Aggregates withUnchecked(Map<String, AggregateVersions> declared, AggregateVersions versions) {
        Map<String, AggregateVersions> more = new TreeMap<>(declared);
        more.put(versions.name(), versions);
        return new Aggregates(more);
    }

    private static Map<String, AggregateVersions> versions(Map<String, Aggregate> aggregates) {
        Map<String, AggregateVersions> versions = new TreeMap<>();
        aggregates.forEach((name, aggregate) -> versions.put(name, AggregateVersions.of(aggregate)));
        return versions;
    }
}
