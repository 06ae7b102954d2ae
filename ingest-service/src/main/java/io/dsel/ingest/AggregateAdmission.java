package io.dsel.ingest;

import io.dsel.aggregate.AggregateChange;
import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.AggregateReader;
import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.AggregatesFold;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.ingest.writer.Condition;
import io.dsel.manifest.ManifestChange;
import java.util.Optional;

/** Aggregates: whether they can be made at all; and one that is another under a name that is there is a version of its own. */
final class AggregateAdmission implements ManifestAdmission {
    private final AggregateVersioning versioning;
    private final KindLog log;

    AggregateAdmission(AggregateVersioning versioning, KindLog log) {
        this.versioning = versioning;
        this.log = log;
    }

    @Override
    public boolean isFor(Event event) {
        return event.kind().objectKind().equals(AggregateManifest.KIND)
                && log.kinds().find(AggregateManifest.KIND, event.state()).isPresent();
    }

    @Override
    public boolean isFor(EntityKey entity) {
        return entity.kind().equals(AggregateManifest.KIND) && entity.appId().equals(AggregateManifest.APP_ID);
    }

    @Override
    public void requireCallers(Event event) {
        if (event.kind().equals(AggregatesFold.PROMOTED)) {
            throw new InvalidEventException(
                    "kind", "is what POST /v1/aggregates/" + event.meta().name() + "/promote stores, or its rollback");
        }
    }

    @Override
    public Completion complete(Event event) {
        if (event.kind().isDeletion()) {
            return new Completion(event, Condition.ANY);
        }
        ManifestName.require(event, AggregateReader.read(event.state()).name());
        AggregateVersioning.State state = versioning.state(event.meta().name());
        return new Completion(
                AggregateVersioning.with(event, versioning.applied(state, event.state())), state.condition());
    }

    @Override
    public ManifestChange examine(Event event) {
        return change(versions(event));
    }

    @Override
    public Optional<ManifestChange> admit(Event event) {
        if (event.kind().isDeletion()) {
            return Optional.empty();
        }
        AggregateVersions versions = versions(event);
        ManifestChange change = change(versions);
        log.prepare(versions);
        return Optional.of(change);
    }

    /** Deleting one stops it; what it emitted stays. */
    @Override
    public void requireUnused(String name) {}

    private ManifestChange change(AggregateVersions versions) {
        return AggregateChange.between(log.aggregates().declared(versions.name()), versions);
    }

    private AggregateVersions versions(Event event) {
        AggregateVersions versions = AggregateVersions.read(event.state()).compiled();
        log.aggregates().with(versions);
        return versions;
    }
}
