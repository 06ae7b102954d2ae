package io.dsel.ingest;

/** One event is larger than the log takes. */
final class EventTooLargeException extends RuntimeException {
    EventTooLargeException(String message, Throwable cause) {
        super(message, cause);
    }
}
