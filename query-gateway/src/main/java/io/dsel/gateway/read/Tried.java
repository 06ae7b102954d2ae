package io.dsel.gateway.read;

import java.time.Duration;

/** A tier that gave no answer, and why. */
public record Tried(TierName tier, String reason, Duration took) {
    @Override
    public String toString() {
        return tier + ": " + reason;
    }
}
