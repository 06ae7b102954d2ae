package io.dsel.ingest;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.kind.Kind;
import io.dsel.kind.KindChange;
import io.dsel.kind.KindManifest;
import io.dsel.kind.KindVersion;
import io.dsel.kind.Kinds;
import io.dsel.kind.ManifestReader;
import io.dsel.manifest.ManifestChange;
import io.dsel.manifest.ManifestChange.Effect;
import io.dsel.manifest.ManifestChange.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** Kinds: their schemas fit what was written, and exist before their events. */
final class KindAdmission implements ManifestAdmission {
    private final KindLog log;

    KindAdmission(KindLog log) {
        this.log = log;
    }

    @Override
    public boolean isFor(Event event) {
        return event.kind().objectKind().equals(KindManifest.KIND)
                && log.kinds().find(KindManifest.KIND, event.state()).isPresent();
    }

    @Override
    public boolean isFor(EntityKey entity) {
        return entity.kind().equals(KindManifest.KIND) && entity.appId().equals(KindManifest.APP_ID);
    }

    @Override
    public ManifestChange examine(Event event) {
        return examine(kind(event));
    }

    private ManifestChange examine(Kind kind) {
        ManifestChange change = plan(kind);
        if (change.verdict() == Verdict.REFUSED) {
            throw new ManifestRefusedException(KindManifest.KIND, kind.name(), change);
        }
        return change;
    }

    /** Makes the topics of its events and registers their schemas. */
    @Override
    public Optional<ManifestChange> admit(Event event) {
        if (event.kind().isDeletion()) {
            requireUnused(event.meta().name());
            return Optional.empty();
        }
        Kind kind = kind(event);
        ManifestChange change = examine(kind);
        log.prepare(kind);
        return Optional.of(change);
    }

    /** @throws KindInUseException if there are events of that kind */
    @Override
    public void requireUnused(String name) {
        Optional<Kind> kind = log.kinds().find(name);
        List<EventKind> used = kind.map(it -> log.used(it.eventKinds())).orElse(List.of());
        if (!used.isEmpty()) {
            throw new KindInUseException(name, used);
        }
    }

    private Kind kind(Event event) {
        Kind kind = Kind.of(ManifestReader.read(event.state())).compiled();
        ManifestName.require(event, kind.name());
        if (Manifests.KINDS.contains(kind.name())) {
            throw new InvalidEventException("meta.name", "is that of manifests themselves, which are what they are");
        }
        log.kinds().with(kind);
        return kind;
    }

    /** Against the manifest before, and against all that was ever written under the same versions. */
    private ManifestChange plan(Kind kind) {
        Kinds kinds = log.kinds();
        ManifestChange change = KindChange.between(kinds.find(kind.name()), kind);
        if (change.verdict() == Verdict.REFUSED) {
            return change;
        }
        List<Effect> misfits = new ArrayList<>();
        for (KindVersion version : kind.manifest().versions()) {
            kind.manifest()
                    .steps()
                    .flatMap(step -> kind.schema(version.name(), step.name()).stream())
                    .findFirst()
                    .ifPresent(schema -> misfits.addAll(misfits(version, schema)));
        }
        return change.with(misfits);
    }

    private List<Effect> misfits(KindVersion version, Schema schema) {
        String path = "spec.apiVersions[" + version.name() + "]";
        for (Schema written : log.written(schema)) {
            List<Effect> misfits = KindChange.misfits(path, written, schema);
            if (!misfits.isEmpty()) {
                return misfits;
            }
        }
        return List.of();
    }
}
