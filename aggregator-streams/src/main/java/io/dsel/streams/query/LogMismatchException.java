package io.dsel.streams.query;

/** The log does not hold, at the position that a store names, the event that the store means. */
final class LogMismatchException extends RuntimeException {
    LogMismatchException(String problem, Throwable cause) {
        super(problem, cause);
    }
}
