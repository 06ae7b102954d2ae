package io.dsel.client;

import io.dsel.event.LogPosition;

/** The log has no record there: it does not reach so far, or no longer has it. */
public final class NoRecordException extends RuntimeException {
    public NoRecordException(LogPosition position) {
        super("the log has no record at " + position);
    }
}
