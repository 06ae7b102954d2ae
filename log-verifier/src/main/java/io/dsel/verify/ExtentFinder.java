package io.dsel.verify;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Fixes what is verified while events come in. Aggregates are of levels: those of events alone, those that are of these too,
 * and so on. The streams are awaited level by level; then ends are taken from the last level to the first and of the events
 * at last, so that whatever is looked at is made of what is looked at, too.
 */
final class ExtentFinder {
    private final Log log;
    private final Follower streams;
    private final Map<String, Integer> levels = new HashMap<>();

    /** @param declared aggregates */
    ExtentFinder(Log log, Follower streams, Aggregates declared) {
        this.log = log;
        this.streams = streams;
        declared.all().forEach(aggregate -> levels.put(aggregate.name(), level(aggregate, declared)));
    }

    /** @param await whether the streams are to have made all aggregates of what lies before the early ends */
    Extent find(boolean await) {
        LogEnds early = log.ends(Topics.EVENTS.asMatchPredicate());
        int last = await ? highest() : 0;
        LogEnds reached = early;
        for (int level = 1; level <= last; level++) {
            streams.await(reached.ends());
            LogEnds noted = Journals.ofGroups(log);
            Journals.await(log, streams);
            reached = log.ends(of(level));
            early = early.and(reached).and(noted);
        }
        LogEnds ends = new LogEnds(Map.of(), Map.of());
        for (int level = highest(); level > 0; level--) {
            ends = ends.and(log.ends(of(level)));
        }
        LogEnds journal = Journals.ofGroups(log);
        LogEnds undeclared = log.ends(of(0));
        return new Extent(
                early.and(undeclared), journal, ends.and(undeclared).and(log.ends(Topics.EVENTS.asMatchPredicate())));
    }

    /** How many steps of aggregation lie between events and an aggregate; none leads to itself. */
    static int level(Aggregate aggregate, Aggregates declared) {
        return 1
                + declared.all().stream()
                        .filter(source -> aggregate.takes(source.kind()))
                        .mapToInt(source -> level(source, declared))
                        .max()
                        .orElse(0);
    }

    private int highest() {
        return levels.values().stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** Aggregates' topics of a level; of 0 those of aggregates that are declared no more, which nobody writes to. */
    private Predicate<String> of(int level) {
        return topic -> Topics.AGGREGATES.matcher(topic).matches()
                && levels.getOrDefault(topic.substring(Topics.AGGREGATES_PREFIX.length()), 0) == level;
    }
}
