package io.dsel.cli.git;

import java.time.Duration;
import java.util.Optional;

/** A service does not answer, or says that it cannot now. */
final class UnavailableException extends RuntimeException {

    private final transient Optional<Duration> retryAfter;

    UnavailableException(String message, Optional<Duration> retryAfter, Throwable cause) {
        super(message, cause);
        this.retryAfter = retryAfter;
    }

    UnavailableException(String message) {
        this(message, Optional.empty(), null);
    }

    /** When the service asked to be tried again. */
    Optional<Duration> retryAfter() {
        return retryAfter;
    }
}
