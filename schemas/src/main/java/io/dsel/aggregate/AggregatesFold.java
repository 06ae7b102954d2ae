package io.dsel.aggregate;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.manifest.Declarations;
import java.util.Set;

/** The aggregates that a set of events about manifests declares; see {@link Declarations}. For one thread. */
public final class AggregatesFold {
    public static final EventKind APPLIED = new EventKind(AggregateManifest.KIND, "Applied");

    /** Another version of it is read from then on. */
    public static final EventKind PROMOTED = new EventKind(AggregateManifest.KIND, "Promoted");

    public static final EventKind DELETED = new EventKind(AggregateManifest.KIND, "Deleted");

    private final Declarations<AggregateVersions> declared = new Declarations<>(
            AggregateManifest.KIND,
            Set.of(APPLIED.action(), PROMOTED.action()),
            manifest -> AggregateVersions.read(manifest).compiled(),
            AggregateVersions::name);
    private Aggregates aggregates = Aggregates.BUILT_IN;

    /** @throws InvalidEventException if the event is about no manifest, or about one that cannot be used */
    public void accept(Event event) {
        if (declared.accept(event)) {
            aggregates = null;
        }
    }

    public Aggregates aggregates() {
        if (aggregates == null) {
            aggregates = Aggregates.BUILT_IN.withAllThatFit(declared.inOrder());
        }
        return aggregates;
    }
}
