package io.dsel.gateway.read;

/** A tier was asked what it never answers. */
public final class NotOfThisTierException extends RuntimeException {
    public NotOfThisTierException(TierName tier, String what) {
        super("the " + tier + " does not answer " + what);
    }
}
