package io.dsel.aggregate;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Adds up the events of one group. What comes out depends on their set only. For one thread. */
public interface Fold {
    /** Adds an event that was not added before. */
    void add(Member member);

    /** All there is to go on from. */
    byte[] state();

    /** Puts what the events add up to into an aggregate's spec. */
    void writeTo(ObjectNode spec);

    /** How the group stands, as one text; empty if its events say nothing of that. */
    default Optional<String> phase() {
        return Optional.empty();
    }
}
