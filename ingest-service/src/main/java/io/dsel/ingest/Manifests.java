package io.dsel.ingest;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.kind.KindManifest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sorts of manifests. */
final class Manifests {
    /** Their object kinds. */
    static final Set<String> KINDS = Set.of(KindManifest.KIND, AggregateManifest.KIND);

    private final List<ManifestAdmission> sorts;

    Manifests(EventLog log, KindLog kinds) {
        sorts = List.of(new KindAdmission(kinds), new AggregateAdmission(new AggregateVersioning(log), kinds));
    }

    /** What admits the event's object; empty if that is no manifest. */
    Optional<ManifestAdmission> of(Event event) {
        return sorts.stream().filter(sort -> sort.isFor(event)).findFirst();
    }

    /** The same of an entity. */
    Optional<ManifestAdmission> of(EntityKey entity) {
        return sorts.stream().filter(sort -> sort.isFor(entity)).findFirst();
    }
}
