package io.dsel.gateway.read;

import java.time.Duration;
import java.util.Optional;

/**
 * How a question is to be answered.
 *
 * @param timeout for all tiers together
 * @param tier the only one to ask, if one is named
 */
public record ReadWish(Consistency consistency, Duration timeout, Optional<TierName> tier) {
    public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(5);

    /** Whatever is there, from whichever tier. */
    public static ReadWish usual() {
        return new ReadWish(new Consistency.Eventual(), USUAL_TIMEOUT, Optional.empty());
    }
}
