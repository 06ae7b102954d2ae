package io.dsel.ingest;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.Aggregates;
import io.dsel.build.Build;
import io.dsel.event.EventKind;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** Kinds and aggregates in memory: those that come with DSEL, and what a test declares. */
final class MemoryKinds implements KindLog {
    private Kinds kinds = Kinds.BUILT_IN;
    private Aggregates aggregates = Aggregates.BUILT_IN;
    private final Map<String, Build> builds = new HashMap<>();

    @Override
    public Kinds kinds() {
        return kinds;
    }

    @Override
    public Aggregates aggregates() {
        return aggregates;
    }

    @Override
    public List<Schema> written(Schema schema) {
        return List.of();
    }

    /** Counts at once. */
    @Override
    public void prepare(Kind kind) {
        kinds = kinds.with(kind);
    }

    /** Counts at once. */
    @Override
    public void prepare(AggregateVersions versions) {
        aggregates = aggregates.with(versions);
    }

    @Override
    public Optional<Build> build(Aggregate version) {
        return Optional.ofNullable(builds.get(version.name()));
    }

    /** There was nothing before it, or nothing is left of that. */
    void built(Aggregate version) {
        builds.put(version.name(), Build.of(version, Map.of(), Instant.EPOCH));
    }

    @Override
    public List<EventKind> used(Collection<EventKind> kinds) {
        return List.of();
    }

    @Override
    public boolean awaitLive(String eventId) {
        return true;
    }
}
