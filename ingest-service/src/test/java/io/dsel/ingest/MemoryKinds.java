package io.dsel.ingest;

import io.dsel.event.EventKind;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import java.util.Collection;
import java.util.List;
import org.apache.avro.Schema;

/** Kinds in memory: those that come with DSEL, and what a test declares. */
final class MemoryKinds implements KindLog {
    private Kinds kinds = Kinds.BUILT_IN;

    @Override
    public Kinds kinds() {
        return kinds;
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

    @Override
    public List<EventKind> used(Collection<EventKind> kinds) {
        return List.of();
    }

    @Override
    public boolean awaitLive(String eventId) {
        return true;
    }
}
