package io.dsel.sink.log;

import io.dsel.index.Generations;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * What a sink reads, and how.
 *
 * @param group consumer group, whose committed offsets say what the index has
 * @param instanceId static member of the group; empty for a dynamic one
 * @param topics whose records are indexed; {@code dsel.heads} among them are indexed as heads
 * @param commitInterval longest time from an acknowledged write to its commit
 * @param generation of the index that is written
 */
public record SinkSettings(
        String bootstrapServers,
        String group,
        String instanceId,
        Pattern topics,
        BulkLimits limits,
        Duration commitInterval,
        int generation) {

    /** Events of both resolutions, and heads. */
    public static final Pattern ALL_TOPICS = Pattern.compile("dsel\\.(?:events|aggregates)\\..+|dsel\\.heads");

    /** Those of the first generation. */
    public SinkSettings(
            String bootstrapServers,
            String group,
            String instanceId,
            Pattern topics,
            BulkLimits limits,
            Duration commitInterval) {
        this(bootstrapServers, group, instanceId, topics, limits, commitInterval, 1);
    }

    /** From those of the first generation those of another, which a group of its own fills. */
    public SinkSettings of(int otherGeneration) {
        return new SinkSettings(
                bootstrapServers,
                Generations.group(group, otherGeneration),
                instanceId,
                topics,
                limits,
                commitInterval,
                otherGeneration);
    }
}
