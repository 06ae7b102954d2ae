package io.dsel.ingest;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateChange;
import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.AggregateReader;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.manifest.ManifestChange;
import io.dsel.manifest.ManifestChange.Verdict;

/** Aggregates: whether they can be made at all, and are not others under a name that is there. */
final class AggregateAdmission implements ManifestAdmission {
    private final KindLog log;

    AggregateAdmission(KindLog log) {
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
    public ManifestChange examine(Event event) {
        return examine(aggregate(event));
    }

    @Override
    public void admit(Event event) {
        if (event.kind().isDeletion()) {
            return;
        }
        Aggregate aggregate = aggregate(event);
        examine(aggregate);
        log.prepare(aggregate);
    }

    /** Deleting one stops it; what it emitted stays. */
    @Override
    public void requireUnused(String name) {}

    private ManifestChange examine(Aggregate aggregate) {
        ManifestChange change = AggregateChange.between(log.aggregates().find(aggregate.name()), aggregate);
        if (change.verdict() == Verdict.REFUSED) {
            throw new ManifestRefusedException(AggregateManifest.KIND, aggregate.name(), change);
        }
        return change;
    }

    private Aggregate aggregate(Event event) {
        Aggregate aggregate = Aggregate.of(AggregateReader.read(event.state())).compiled();
        ManifestName.require(event, aggregate.name());
        log.aggregates().with(aggregate);
        return aggregate;
    }
}
