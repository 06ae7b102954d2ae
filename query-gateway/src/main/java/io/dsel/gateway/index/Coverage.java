package io.dsel.gateway.index;

import io.dsel.gateway.log.Backlog;
import io.dsel.gateway.log.Offsets;
import java.time.Duration;
import java.time.Instant;

/**
 * What a search is sure to show.
 *
 * @param at when this was so
 * @param offsets what the sink had committed when the index was last refreshed
 * @param backlog what the log held beyond that
 */
public record Coverage(Instant at, Offsets offsets, Backlog backlog) {

    /** How long ago the log's state was the one that a search shows. */
    public Duration age(Instant now) {
        Duration age = Duration.between(backlog.since().orElse(at), now);
        return age.isNegative() ? Duration.ZERO : age;
    }
}
