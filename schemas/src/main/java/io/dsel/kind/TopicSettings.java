package io.dsel.kind;

import java.time.Duration;
import java.util.Optional;

/**
 * How the topics of a kind's events differ from the others'.
 *
 * @param retention how long events are kept; for ever, if empty
 */
public record TopicSettings(Optional<Duration> retention) {
    public static final TopicSettings USUAL = new TopicSettings(Optional.empty());
}
