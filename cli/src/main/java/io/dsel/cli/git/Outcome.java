package io.dsel.cli.git;

/** What became of an event that was sent. */
sealed interface Outcome {

    /** The log has it. */
    record Stored() implements Outcome {}

    /** It cannot be stored, now or later. */
    record Refused(String problem) implements Outcome {}

    /** Nobody knows; it may be sent again. */
    record Unknown(String problem) implements Outcome {}
}
