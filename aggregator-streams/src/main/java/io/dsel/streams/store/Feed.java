package io.dsel.streams.store;

import io.dsel.topic.Topics;
import java.util.stream.Stream;

/** Which topics a store is made of. */
public enum Feed {
    /** Every topic of events and of aggregates. */
    EVENTS,

    /** The journal of aggregates. */
    JOURNAL,

    /** What groups of aggregates refer to. */
    REFERENCES;

    public static Feed ofStore(String store) {
        return switch (store) {
            case StoreNames.HEADS, StoreNames.HISTORY -> EVENTS;
            case StoreNames.SUBSCRIBERS -> REFERENCES;
            default -> JOURNAL;
        };
    }

    /** Whether the streams read the topic. */
    public static boolean isRead(String topic) {
        return Stream.of(values()).anyMatch(feed -> feed.holds(topic));
    }

    /** Whether the topic is one of them. */
    public boolean holds(String topic) {
        return switch (this) {
            case EVENTS -> topic.startsWith(Topics.EVENTS_PREFIX) || topic.startsWith(Topics.AGGREGATES_PREFIX);
            case JOURNAL -> topic.equals(Topics.AGGREGATE_JOURNAL.name());
            case REFERENCES -> topic.equals(Topics.REFERENCES.name());
        };
    }
}
