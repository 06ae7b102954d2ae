package io.dsel.ingest;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.kind.Kind;
import io.dsel.kind.KindChange;
import io.dsel.kind.KindChange.Verdict;
import io.dsel.kind.KindManifest;
import io.dsel.kind.KindVersion;
import io.dsel.kind.Kinds;
import io.dsel.kind.ManifestReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** What a manifest of a kind must be, and what must be there, before the log takes it. */
final class KindAdmission {
    private final KindLog log;

    KindAdmission(KindLog log) {
        this.log = log;
    }

    /** Whether an event is about a manifest of ours, and not about somebody else's kind of that name. */
    boolean isFor(Event event) {
        return event.kind().objectKind().equals(KindManifest.KIND)
                && log.kinds().find(KindManifest.KIND, event.state()).isPresent();
    }

    /**
     * What the manifest would change. Changes nothing.
     *
     * @throws InvalidEventException naming the fields, from the manifest's root, that are wrong
     * @throws KindRefusedException if it does not fit what is in the log
     */
    KindChange examine(Event event) {
        return examine(kind(event));
    }

    private KindChange examine(Kind kind) {
        KindChange change = plan(kind);
        if (change.verdict() == Verdict.REFUSED) {
            throw new KindRefusedException(kind.name(), change);
        }
        return change;
    }

    /**
     * Checks the manifest, then makes the topics of its events and registers their schemas.
     *
     * @throws InvalidEventException naming the fields, from the manifest's root, that are wrong
     * @throws KindRefusedException if it does not fit what is in the log
     */
    void admit(Event event) {
        if (event.kind().isDeletion()) {
            requireUnused(event.meta().name());
            return;
        }
        Kind kind = kind(event);
        examine(kind);
        log.prepare(kind);
    }

    /** @throws KindInUseException if there are events of that kind */
    void requireUnused(String name) {
        Optional<Kind> kind = log.kinds().find(name);
        List<EventKind> used = kind.map(it -> log.used(it.eventKinds())).orElse(List.of());
        if (!used.isEmpty()) {
            throw new KindInUseException(name, used);
        }
    }

    private Kind kind(Event event) {
        Kind kind = Kind.of(ManifestReader.read(event.state())).compiled();
        requireSame("meta.name", kind.name(), event.meta().name());
        requireSame("meta.appId", KindManifest.APP_ID, event.meta().appId());
        if (kind.name().equals(KindManifest.KIND)) {
            throw new InvalidEventException("meta.name", "is that of manifests themselves, which are what they are");
        }
        log.kinds().with(kind);
        return kind;
    }

    private static void requireSame(String field, String wanted, String found) {
        if (!wanted.equals(found)) {
            throw new InvalidEventException(field, "is '" + found + "' in the event, not '" + wanted + "'");
        }
    }

    /** Against the manifest before, and against all that was ever written under the same versions. */
    private KindChange plan(Kind kind) {
        Kinds kinds = log.kinds();
        KindChange change = KindChange.between(kinds.find(kind.name()), kind);
        if (change.verdict() == Verdict.REFUSED) {
            return change;
        }
        List<KindChange.Effect> misfits = new ArrayList<>();
        for (KindVersion version : kind.manifest().versions()) {
            kind.manifest()
                    .steps()
                    .flatMap(step -> kind.schema(version.name(), step.name()).stream())
                    .findFirst()
                    .ifPresent(schema -> misfits.addAll(misfits(version, schema)));
        }
        return change.with(misfits);
    }

    private List<KindChange.Effect> misfits(KindVersion version, Schema schema) {
        String path = "spec.apiVersions[" + version.name() + "]";
        for (Schema written : log.written(schema)) {
            List<KindChange.Effect> misfits = KindChange.misfits(path, written, schema);
            if (!misfits.isEmpty()) {
                return misfits;
            }
        }
        return List.of();
    }
}
