package io.dsel.gateway.index;

import io.dsel.topic.Topics;
import java.util.Locale;
import java.util.function.Predicate;

/** What is searched: every event, every aggregate, or only the latest of each object. */
public enum Resolution {
    EVENTS("dsel-events", Topics.EVENTS.asMatchPredicate()),
    AGGREGATES("dsel-aggregates", Topics.AGGREGATES.asMatchPredicate()),
    HEADS("dsel-heads", Topics.HEADS.name()::equals);

    private final String alias;
    private final Predicate<String> topics;

    Resolution(String alias, Predicate<String> topics) {
        this.alias = alias;
        this.topics = topics;
    }

    /** The alias under which its indices are read. */
    String alias() {
        return alias;
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
