package io.dsel.streams.engine;

import io.dsel.streams.store.Feed;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What can be proved of the stores' freshness, from looks at the log's ends, the group's committed offsets and the
 * changelogs.
 *
 * <p>If the group has committed all that the log held at one look, the active store held it then. A standby holds what
 * the active one held at a look when it has read the changelog up to where that ended at a later look: by then the
 * transaction's end is in the changelog too, which is one record that no reader sees.
 */
public final class Freshness {
    /**
     * How far an instance has read the changelog of a store partition.
     *
     * @param position the offset that it goes on at
     * @param end the offset after the last record
     */
    record Changelog(long position, long end) {}

    private record Part(Feed feed, int partition) {}

    private record Goal(Instant at, Map<TopicPartition, Long> ends) {}

    private record StandbyPart(String store, int partition) {}

    private record StandbyGoal(Progress active, long changelogEnd) {}

    private final Map<Part, Goal> goals = new HashMap<>();
    private final Map<Part, Progress> active = new HashMap<>();
    private final Map<StandbyPart, StandbyGoal> standbyGoals = new HashMap<>();
    private final Map<StandbyPart, Progress> standby = new HashMap<>();

    /**
     * Takes one look into account.
     *
     * @param at when the look began
     * @param ends of every topic partition that is read, the offset after its last record
     * @param committed what the group had committed after that
     * @param changelogs of this instance's stores, by name and partition, after that
     */
    public synchronized void look(
            Instant at,
            Map<TopicPartition, Long> ends,
            Map<TopicPartition, Long> committed,
            Map<String, Map<Integer, Changelog>> changelogs) {
        changelogs.forEach((store, partitions) -> partitions.forEach(
                (partition, changelog) -> lookAtChangelog(new StandbyPart(store, partition), changelog)));
        standby.keySet()
                .removeIf(
                        part -> !changelogs.getOrDefault(part.store(), Map.of()).containsKey(part.partition()));
        standbyGoals.keySet().removeIf(part -> !changelogs
                .getOrDefault(part.store(), Map.of())
                .containsKey(part.partition()));
        split(ends).forEach((part, partEnds) -> lookAtLog(part, at, partEnds, committed));
    }

    /** The active store's progress, wherever it is; empty until it has caught up once. */
    public synchronized Optional<Progress> active(Feed feed, int partition) {
        return Optional.ofNullable(active.get(new Part(feed, partition)));
    }

    /** The progress of this instance's standby; empty until it has caught up once. */
    public synchronized Optional<Progress> standby(String store, int partition) {
        return Optional.ofNullable(standby.get(new StandbyPart(store, partition)));
    }

    /** Since when every active store of the feed is known to be fresh; empty if one has not caught up yet. */
    public synchronized Optional<Instant> wholeFeed(Feed feed) {
        boolean all =
                goals.keySet().stream().filter(part -> part.feed() == feed).allMatch(active::containsKey);
        return all
                ? active.entrySet().stream()
                        .filter(entry -> entry.getKey().feed() == feed)
                        .map(entry -> entry.getValue().freshAt())
                        .min(Instant::compareTo)
                : Optional.empty();
    }

    private void lookAtLog(Part part, Instant at, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        Goal goal = goals.computeIfAbsent(part, key -> new Goal(at, ends));
        if (reached(goal.ends(), committed)) {
            Instant freshAt = reached(ends, committed) ? at : goal.at();
            Map<TopicPartition, Long> seen = ends.keySet().stream()
                    .collect(Collectors.toMap(key -> key, key -> committed.getOrDefault(key, 0L)));
            active.put(part, new Progress(freshAt, seen));
            goals.put(part, new Goal(at, ends));
        }
    }

    private void lookAtChangelog(StandbyPart part, Changelog changelog) {
        StandbyGoal goal = standbyGoals.get(part);
        if (goal != null && changelog.position() + 1 >= goal.changelogEnd()) {
            standby.put(part, goal.active());
            standbyGoals.remove(part);
        }
        Progress progress = active.get(new Part(Feed.ofStore(part.store()), part.partition()));
        if (progress != null) {
            standbyGoals.putIfAbsent(part, new StandbyGoal(progress, changelog.end()));
        }
    }

    private static boolean reached(Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {
        return ends.entrySet().stream()
                .allMatch(end -> end.getValue() == 0 || committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private static Map<Part, Map<TopicPartition, Long>> split(Map<TopicPartition, Long> ends) {
        Map<Part, Map<TopicPartition, Long>> parts = new HashMap<>();
        ends.forEach((partition, end) -> {
            for (Feed feed : Feed.values()) {
                if (feed.holds(partition.topic())) {
                    parts.computeIfAbsent(new Part(feed, partition.partition()), key -> new HashMap<>())
                            .put(partition, end);
                }
            }
        });
        return parts;
    }
}
