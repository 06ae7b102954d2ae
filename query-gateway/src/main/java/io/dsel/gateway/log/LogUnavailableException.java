package io.dsel.gateway.log;

import io.dsel.gateway.read.TierUnavailableException;

/** The broker did not answer. */
public final class LogUnavailableException extends TierUnavailableException {
    LogUnavailableException(String detail, Throwable cause) {
        super(detail, cause);
    }
}
