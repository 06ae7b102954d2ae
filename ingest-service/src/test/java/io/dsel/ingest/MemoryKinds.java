package io.dsel.ingest;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.event.EventKind;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;

/** Kinds and aggregates in memory: those that come with DSEL, and what a test declares. */
final class MemoryKinds implements KindLog {
    private Kinds kinds = Kinds.BUILT_IN;
    private Aggregates aggregates = Aggregates.BUILT_IN;

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
    public void prepare(Aggregate aggregate) {
        aggregates = aggregates.with(aggregate);
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
