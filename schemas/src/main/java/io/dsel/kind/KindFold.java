package io.dsel.kind;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The kinds that a set of events about manifests declares, whatever their order and however often each comes: of each kind
 * the manifest in the greatest event, unless that deletes it. An event that holds no manifest that can be used counts as if
 * it were not there. For one thread.
 */
public final class KindFold {
    public static final EventKind APPLIED = new EventKind(KindManifest.KIND, "Applied");
    public static final EventKind DELETED = new EventKind(KindManifest.KIND, "Deleted");

    private final Map<String, Declared> byName = new HashMap<>();
    private Kinds kinds = Kinds.BUILT_IN;

    /** @param kind empty if it is deleted */
    private record Declared(EventOrder order, Optional<Kind> kind) {}

    /** @throws InvalidEventException if the event is about no manifest, or about one that cannot be used */
    public void accept(Event event) {
        Declared declared = new Declared(event.meta().order(), kind(event));
        Declared known = byName.get(event.meta().name());
        if (known == null || known.order().compareTo(declared.order()) < 0) {
            byName.put(event.meta().name(), declared);
            kinds = null;
        }
    }

    public Kinds kinds() {
        if (kinds == null) {
            kinds = Kinds.BUILT_IN.withAllThatFit(inOrder());
        }
        return kinds;
    }

    /** The manifest that an event declares; empty if it deletes one. */
    private static Optional<Kind> kind(Event event) {
        if (!event.kind().objectKind().equals(KindManifest.KIND)
                || !event.meta().appId().equals(KindManifest.APP_ID)) {
            throw new InvalidEventException("meta", event.entity() + " is no manifest of a kind");
        }
        if (event.kind().isDeletion()) {
            return Optional.empty();
        }
        if (!event.kind().equals(APPLIED)) {
            throw new InvalidEventException("kind", event.kind() + " declares nothing");
        }
        Kind kind = Kind.of(ManifestReader.read(event.state()));
        if (!kind.name().equals(event.meta().name())) {
            throw new InvalidEventException("meta.name", "is " + event.meta().name() + ", its object's " + kind.name());
        }
        return Optional.of(kind);
    }

    /** Whichever was declared first keeps a name that two of them claim. */
    private List<Kind> inOrder() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Declared::order))
                .flatMap(declared -> declared.kind().stream())
                .collect(Collectors.toList());
    }
}
