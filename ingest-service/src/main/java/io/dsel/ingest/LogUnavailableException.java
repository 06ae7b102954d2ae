package io.dsel.ingest;

/** The log, or the schema registry that it needs, does not answer in time: the write may or may not be in it. */
final class LogUnavailableException extends RuntimeException {
    LogUnavailableException(String message) {
        super(message);
    }

    LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
