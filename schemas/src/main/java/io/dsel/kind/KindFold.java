package io.dsel.kind;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.manifest.Declarations;
import java.util.Set;

/** The kinds that a set of events about manifests declares; see {@link Declarations}. For one thread. */
public final class KindFold {
    public static final EventKind APPLIED = new EventKind(KindManifest.KIND, "Applied");
    public static final EventKind DELETED = new EventKind(KindManifest.KIND, "Deleted");

    private final Declarations<Kind> declared = new Declarations<>(
            KindManifest.KIND, Set.of("Applied"), manifest -> Kind.of(ManifestReader.read(manifest)), Kind::name);
    private Kinds kinds = Kinds.BUILT_IN;

    /** @throws InvalidEventException if the event is about no manifest, or about one that cannot be used */
    public void accept(Event event) {
        if (declared.accept(event)) {
            kinds = null;
        }
    }

    public Kinds kinds() {
        if (kinds == null) {
            kinds = Kinds.BUILT_IN.withAllThatFit(declared.inOrder());
        }
        return kinds;
    }
}
