package io.dsel.streams.engine;

import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a store partition is known to be.
 *
 * @param freshAt it holds all that the log had taken by then
 * @param seen for each of its topics, the first offset that it need not hold
 */
public record Progress(Instant freshAt, Map<TopicPartition, Long> seen) {
    public Progress {
        seen = Map.copyOf(seen);
    }
}
