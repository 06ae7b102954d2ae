package io.dsel.verify;

import io.dsel.topic.Topics;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** What the streams note for themselves between the events and the aggregates. */
final class Journals {
    private static final Predicate<String> ALL = topic -> topic.startsWith("dsel.journal.");

    /**
     * Steps from an event to the last of the aggregates that it brings about: it is noted, its group begins to refer to an
     * object, and what was seen of that is noted.
     */
    private static final int STEPS = 3;

    /** An object that many groups refer to is told to some of them in each step; so many steps are waited for at most. */
    private static final int MOST_STEPS = 200;

    private Journals() {}

    /** As they are now: the events of groups. */
    static LogEnds ofGroups(Log log) {
        return log.ends(Topics.AGGREGATE_JOURNAL.name()::equals);
    }

    /** Waits until the streams have made all of what is noted of the events that they have taken in. */
    static void await(Log log, Follower streams) {
        Map<TopicPartition, Long> before = Map.of();
        for (int step = 0; step < MOST_STEPS; step++) {
            Map<TopicPartition, Long> ends = log.ends(ALL).ends();
            streams.await(ends);
            Map<TopicPartition, Long> references =
                    log.ends(Topics.REFERENCES.name()::equals).ends();
            if (step >= STEPS - 1 && references.equals(before)) {
                return;
            }
            before = references;
        }
    }
}
