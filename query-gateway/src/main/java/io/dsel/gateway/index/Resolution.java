package io.dsel.gateway.index;

import io.dsel.index.IndexSort;
import io.dsel.topic.Topics;
import java.util.Locale;
import java.util.function.Predicate;

/** What is searched: every event, every aggregate, or only the latest of each object. */
public enum Resolution {
    EVENTS(IndexSort.EVENTS, Topics.EVENTS.asMatchPredicate()),
    AGGREGATES(IndexSort.AGGREGATES, Topics.AGGREGATES.asMatchPredicate()),
    HEADS(IndexSort.HEADS, Topics.HEADS.name()::equals);

    private final IndexSort sort;
    private final Predicate<String> topics;

    Resolution(IndexSort sort, Predicate<String> topics) {
        this.sort = sort;
        this.topics = topics;
    }

    /**
     * Its indices in one generation. Not the alias, which may move on between two questions, while what an answer covers
     * is known of one generation.
     */
    String indices(int generation) {
        return sort.indices(generation);
    }

    /** Whether the sink fills these indices from that topic. */
    public boolean reads(String topic) {
        return topics.test(topic);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
