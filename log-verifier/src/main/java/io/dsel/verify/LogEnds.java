package io.dsel.verify;

import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/**
 * The part of the log that is verified: from its first record to ends that are fixed at the start, so that what is
 * written meanwhile is told from what a tier should not have.
 *
 * @param begins the first offset that each partition still has
 * @param ends the offset behind the last that is looked at
 */
record LogEnds(Map<TopicPartition, Long> begins, Map<TopicPartition, Long> ends) {

    /** Where a position lies. */
    enum Side {
        /** Before what the log still has. */
        GONE,
        WITHIN,
        /** Behind the ends. */
        NEWER
    }

    LogEnds {
        begins = Map.copyOf(begins);
        ends = Map.copyOf(ends);
    }

    /** A topic of events that is not among these was made later; a position that is none at all is no excuse. */
    Side side(LogPosition position) {
        TopicPartition partition = new TopicPartition(position.topic(), position.partition());
        Long end = ends.get(partition);
        if (end == null) {
            boolean ofEvents = Topics.EVENTS.matcher(position.topic()).matches()
                    || Topics.AGGREGATES.matcher(position.topic()).matches();
            return ofEvents ? Side.NEWER : Side.WITHIN;
        }
        if (position.offset() >= end) {
            return Side.NEWER;
        }
        return position.offset() >= 0 && position.offset() < begins.getOrDefault(partition, 0L)
                ? Side.GONE
                : Side.WITHIN;
    }

    LogEnds and(LogEnds other) {
        Map<TopicPartition, Long> allBegins = new HashMap<>(begins);
        allBegins.putAll(other.begins);
        Map<TopicPartition, Long> allEnds = new HashMap<>(ends);
        allEnds.putAll(other.ends);
        return new LogEnds(allBegins, allEnds);
    }

    LogEnds of(Predicate<String> topics) {
        Map<TopicPartition, Long> some = new HashMap<>(ends);
        some.keySet().removeIf(partition -> !topics.test(partition.topic()));
        return new LogEnds(begins, some);
    }

    /** Whether the log has lost nothing to retention. */
    boolean isWhole() {
        return ends.keySet().stream().allMatch(partition -> begins.getOrDefault(partition, 0L) == 0);
    }

    /** Offsets between beginnings and ends. */
    long size() {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - begins.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Asks a tier to have seen all of it. */
    Token token(String clusterId) {
        SortedMap<String, SortedMap<Integer, Long>> positions = new TreeMap<>();
        ends.forEach((partition, end) -> {
            if (end > begins.getOrDefault(partition, 0L)) {
                positions
                        .computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                        .put(partition.partition(), end - 1);
            }
        });
        return new Token(clusterId, positions);
    }
}
