package io.dsel.gateway.read;

/** A tier cannot answer now. */
public class TierUnavailableException extends RuntimeException {
    public TierUnavailableException(String reason) {
        super(reason);
    }

    public TierUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
