package io.dsel.aggregate;

import io.dsel.event.Event;
import io.dsel.kind.Action;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Makes folds that measures cannot say; found by {@link java.util.ServiceLoader}. Used by many threads. */
public interface FoldProvider {
    /** What a manifest calls it. */
    String name();

    /** Of what it makes of the same events; whoever changes that gives it another. */
    String version();

    /**
     * What the fold needs of an event beside what a {@link Member} has.
     *
     * @param step what the event's action means; empty if nothing
     */
    ObjectNode inputs(Event event, Optional<Action.Step> step);

    /** A fold of no event. */
    Fold empty();

    /** @param state that a fold of this version gave */
    Fold read(byte[] state);
}
