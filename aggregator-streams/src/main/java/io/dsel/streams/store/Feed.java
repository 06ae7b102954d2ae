package io.dsel.streams.store;

import io.dsel.topic.Topics;

/** Which topics a store is made of. */
public enum Feed {
    /** Every topic of events and of aggregates. */
    EVENTS,

    /** The journal of aggregates. */
    JOURNAL;

    public static Feed ofStore(String store) {
        return store.equals(StoreNames.HEADS) || store.equals(StoreNames.HISTORY) ? EVENTS : JOURNAL;
    }

    /** Whether the topic is one of them. */
    public boolean holds(String topic) {
        return switch (this) {
            case EVENTS -> topic.startsWith(Topics.EVENTS_PREFIX) || topic.startsWith(Topics.AGGREGATES_PREFIX);
            case JOURNAL -> topic.equals(Topics.AGGREGATE_JOURNAL.name());
        };
    }
}
