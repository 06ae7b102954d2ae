package io.dsel.sink.log;

import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a sink reads, and how.
 *
 * @param group consumer group, whose committed offsets say what the index has
 * @param instanceId static member of the group; empty for a dynamic one
 * @param topics whose records are indexed; {@code dsel.heads} among them are indexed as heads
 * @param commitInterval longest time from an acknowledged write to its commit
 */
public record SinkSettings(
        String bootstrapServers,
        String group,
        String instanceId,
        Pattern topics,
        BulkLimits limits,
        Duration commitInterval) {

    /** Events of both resolutions, and heads. */
    public static final Pattern ALL_TOPICS = Pattern.compile("dsel\\.(?:events|aggregates)\\..+|dsel\\.heads");
}
