package io.dsel.e2e.history;

import io.dsel.event.LogPosition;

/**
 * One conditional write as its client saw it; sent again under the same id until there was an answer, or no more.
 *
 * @param basedOn id of the event that it builds on; empty if there was to be none
 * @param firstSent by {@link System#nanoTime()}
 * @param lastSent when what was answered in the end was sent
 * @param answered when the answer came, or the client gave up
 */
record Attempt(
        String entity, String id, String basedOn, long firstSent, long lastSent, long answered, Outcome outcome) {

    /** What the client was told. */
    sealed interface Outcome {
        /** It is stored, there. */
        record Acknowledged(LogPosition position) implements Outcome {}

        /** It is not stored. @param head id of the event that is there instead, or empty */
        record Refused(String head) implements Outcome {}

        /** Nobody knows. */
        record Maybe() implements Outcome {}
    }
}
