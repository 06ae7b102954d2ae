package io.dsel.aggregate;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Adds up the events of one group. What comes out depends on their set only. For one thread. What it throws sets its aggregate
 * aside in that process until a restart; nothing is kept of what it made then.
 */
public interface Fold {
    /** Adds an event that was not added before. */
    void add(Member member);

    /**
     * Takes back an event that was added before: one of an object that has a later one, where of each object the latest counts.
     *
     * @return false if that can't be done from what is known here; then all others are added up anew, and this fold is not
     *     used any more
     */
    default boolean remove(Member member) {
        return false;
    }

    /** All there is to go on from. */
    byte[] state();

    /** Puts what the events add up to into an aggregate's spec. */
    void writeTo(ObjectNode spec);

    /** How the group stands, as one text; empty if its events say nothing of that. */
    default Optional<String> phase() {
        return Optional.empty();
    }
}
