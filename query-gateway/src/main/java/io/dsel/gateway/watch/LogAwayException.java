package io.dsel.gateway.watch;

/** The broker does not answer, so that a watch cannot begin. */
public final class LogAwayException extends RuntimeException {
    LogAwayException(String message, Throwable cause) {
        super(message, cause);
    }
}
