package io.dsel.manifest;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What a set of events about manifests of one sort declares, whatever their order and however often each comes: by each
 * name the manifest in the greatest event, unless that deletes it. An event that holds no manifest that can be used counts
 * as if it were not there. For one thread.
 */
public final class Declarations<T> {
    private final String kind;
    private final Set<EventKind> declaring;
    private final Function<JsonNode, T> reader;
    private final Function<T, String> name;
    private final Map<String, Declared<T>> byName = new HashMap<>();

    /** @param what empty if it is deleted */
    private record Declared<T>(EventOrder order, Optional<T> what) {}

    /**
     * @param kind of the manifests
     * @param actions of events whose object holds from then on
     * @param reader of a manifest; throws {@link InvalidEventException} at one that cannot be used
     * @param name of what was read
     */
    public Declarations(String kind, Set<String> actions, Function<JsonNode, T> reader, Function<T, String> name) {
        this.kind = kind;
        declaring = actions.stream().map(action -> new EventKind(kind, action)).collect(Collectors.toUnmodifiableSet());
        this.reader = reader;
        this.name = name;
    }

    /**
     * @return whether that changes what is declared
     * @throws InvalidEventException if the event is about no manifest, or about one that cannot be used
     */
    public boolean accept(Event event) {
        Declared<T> declared = new Declared<>(event.meta().order(), read(event));
        Declared<T> known = byName.get(event.meta().name());
        if (known != null && known.order().compareTo(declared.order()) >= 0) {
            return false;
        }
        byName.put(event.meta().name(), declared);
        return true;
    }

    /** By the events that declare them: whichever was declared first keeps what two of them claim. */
    public List<T> inOrder() {
        return byName.values().stream()
                .sorted(Comparator.comparing(Declared::order))
                .flatMap(declared -> declared.what().stream())
                .toList();
    }

    private Optional<T> read(Event event) {
        if (!event.kind().objectKind().equals(kind) || !event.meta().appId().equals(ManifestDocument.APP_ID)) {
            throw new InvalidEventException("meta", event.entity() + " is no manifest of kind " + kind);
        }
        if (event.kind().isDeletion()) {
            return Optional.empty();
        }
        if (!declaring.contains(event.kind())) {
            throw new InvalidEventException("kind", event.kind() + " declares nothing");
        }
        T read = reader.apply(event.state());
        if (!name.apply(read).equals(event.meta().name())) {
            throw new InvalidEventException(
                    "meta.name", "is " + event.meta().name() + ", its object's " + name.apply(read));
        }
        return Optional.of(read);
    }
}
