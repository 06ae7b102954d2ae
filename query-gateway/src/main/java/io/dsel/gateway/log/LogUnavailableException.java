package io.dsel.gateway.log;

/** The broker did not answer. */
public final class LogUnavailableException extends RuntimeException {
    LogUnavailableException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
