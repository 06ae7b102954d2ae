package io.dsel.cli.commands;

import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Where a rebuild stands.
 *
 * @param target what is rebuilt, as it is named on the command line
 * @param live which one is read, for people
 * @param candidate which one is built beside it, or was promoted and rolled back
 * @param previous which one a rollback goes back to
 * @param left records that the candidate has yet to take in; 0 without one
 * @param caughtUp whether the candidate is as near to the end of the log as can be
 * @param document all that is known, for machines
 */
record Rebuild(
        String target,
        String live,
        Optional<String> candidate,
        Optional<String> previous,
        long left,
        boolean caughtUp,
        JsonNode document) {

    /** Whether there is anything beside the live one. */
    boolean isUnderWay() {
        return candidate.isPresent() || previous.isPresent();
    }

    /** In a few words, with what can be done next. */
    String state() {
        if (candidate.isPresent()) {
            return caughtUp
                    ? "caught up: compare, then promote or drop"
                    : String.format(Locale.ROOT, "%,d records to go", left);
        }
        return previous.isPresent() ? "promoted: drop the previous, or roll back" : "nothing beside it";
    }
}
