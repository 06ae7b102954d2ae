package io.dsel.aggregate;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.kind.Action;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A manifest at work: which events it takes, and what of them. Immutable, safe for use by many threads. */
public final class Aggregate {
    private final AggregateManifest manifest;

    private Aggregate(AggregateManifest manifest) {
        this.manifest = manifest;
    }

    /**
     * An event as a member of one group.
     *
     * @param appId the application of the group
     * @param name of the group: its key, and the period's name behind an {@code @}
     * @param inputs what the measures take: by a measure's name its value, or an object with {@code value} and {@code by},
     *     or nothing where the event has none; where a fold takes the place of measures, what that needs
     */
    public record Note(String appId, String name, ObjectNode inputs) {}

    /**
     * Expressions are compiled when they are first needed, because that costs a process half a second the first time.
     */
    public static Aggregate of(AggregateManifest manifest) {
        return new Aggregate(manifest);
    }

    public AggregateManifest manifest() {
        return manifest;
    }

    /** The kind of its events. */
    public EventKind kind() {
        return new EventKind(manifest.name(), "");
    }

    /** 12 hexadecimal digits that are the same for all manifests that make the same of the same events. */
    public String formula() {
        throw new UnsupportedOperationException();
    }

    /** Whether events of that kind can be in it. */
    public boolean takes(EventKind kind) {
        throw new UnsupportedOperationException();
    }

    /** What makes the fold that the manifest names; empty if it names none, or one that is not here. */
    public Optional<FoldProvider> provider() {
        throw new UnsupportedOperationException();
    }

    /**
     * One for each group that the event is in, in the order of their names; none if it is not in the aggregate, or if a
     * fold would be needed that is not here.
     *
     * @param step what the event's action means; empty if nothing
     */
    public List<Note> note(Event event, Optional<Action.Step> step) {
        throw new UnsupportedOperationException();
    }
}
