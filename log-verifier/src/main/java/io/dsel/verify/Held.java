package io.dsel.verify;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a tier has of one subject, in the form in which both sides are compared field by field when they differ. */
interface Held {

    /** What the tier should have, of an event in the log. */
    ObjectNode expected(Sighting log, ObjectNode event);

    /** What it has now; empty if it has it no more. */
    Optional<JsonNode> found(Sighting found);

    /** Whether what the tier said agrees with the log, without a closer look. */
    boolean agree(Sighting log, Sighting found);

    /** Whether what the tier said comes from behind the ends of what is verified, or from what the log has lost. */
    LogEnds.Side side(Sighting found);
}
