package io.dsel.topic;

import io.dsel.event.EventKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.TopicConfig;

/** Every topic that DSEL owns. */
public final class Topics {
    public static final String EVENTS_PREFIX = "dsel.events.";
    public static final String AGGREGATES_PREFIX = "dsel.aggregates.";

    /** Resolution 1: every domain event topic, and nothing else. */
    public static final Pattern EVENTS = Pattern.compile("dsel\\.events\\..+");

    /** Resolution 2 and up: every aggregate topic, and nothing else. */
    public static final Pattern AGGREGATES = Pattern.compile("dsel\\.aggregates\\..+");

    /** Entity to its greatest event. Its partition count is that of every topic keyed by entity. */
    public static final Topic HEADS = new Topic("dsel.heads", compacted());

    /** What could not be read or indexed: the bytes as they came, the reason in the headers. */
    public static final Topic DEAD_LETTERS = new Topic("dsel.dead-letters", kept());

    /**
     * The entity of an aggregate to the events that are in it, as {@link io.dsel.events.JournalEntry}, in the order of
     * becoming known.
     */
    public static final Topic AGGREGATE_JOURNAL = new Topic("dsel.journal.aggregates", kept());

    /**
     * The entity of an object to the groups that refer to it, as {@link io.dsel.events.ReferenceEntry}, in the order in which
     * each group began and ended to.
     */
    public static final Topic REFERENCES = new Topic("dsel.journal.references", kept());

    /** How far each aggregate is with the events that were there before it was declared, as JSON. */
    public static final Topic BUILDS = new Topic("dsel.control.builds", compacted());

    /** Which generations of the index there are, as {@link io.dsel.index.Generations}: the last record holds. */
    public static final Topic INDEX = new Topic("dsel.control.index", compacted());

    /**
     * What the writer of a partition writes down for the next one: entity to its head, and from where the event topics
     * are to be followed. In small segments, because it is read whole and only closed segments are compacted.
     */
    public static final Topic WRITER_HEADS = new Topic("dsel.control.writer-heads", compactedOften());

    private Topics() {}

    /** The name of the topic that holds this kind's events. */
    public static String of(EventKind kind) {
        return (kind.isAggregate() ? AGGREGATES_PREFIX : EVENTS_PREFIX) + kind.name();
    }

    public static Topic forKind(EventKind kind) {
        return forKind(kind, Optional.empty());
    }

    /** @param retention how long its events are kept; for ever, if empty */
    public static Topic forKind(EventKind kind, Optional<Duration> retention) {
        Map<String, String> configuration = new HashMap<>(kept());
        configuration.put(TopicConfig.RETENTION_MS_CONFIG, retentionMs(retention));
        return new Topic(of(kind), configuration);
    }

    static String retentionMs(Optional<Duration> retention) {
        return Long.toString(retention.map(Duration::toMillis).orElse(-1L));
    }

    /**
     * Log time is the record's timestamp: with event time there, retention would delete a backfilled history and the
     * broker refuse a future event.
     */
    private static Map<String, String> kept() {
        return Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE,
                TopicConfig.RETENTION_MS_CONFIG, "-1",
                TopicConfig.COMPRESSION_TYPE_CONFIG, "zstd",
                TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    }

    private static Map<String, String> compacted() {
        Map<String, String> configuration = new HashMap<>(kept());
        configuration.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
        return configuration;
    }

    private static Map<String, String> compactedOften() {
        Map<String, String> configuration = new HashMap<>(compacted());
        configuration.put(TopicConfig.SEGMENT_BYTES_CONFIG, Integer.toString(16 << 20));
        configuration.put(TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, "0.2");
        return configuration;
    }
}
