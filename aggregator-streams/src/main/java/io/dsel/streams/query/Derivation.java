package io.dsel.streams.query;

import io.dsel.event.Token;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.engine.LogWatch;
import io.dsel.streams.store.Feed;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * From a token of events to one of what is derived from them. An aggregate doesn't say which positions it rests on, but
 * all steps commit in transactions: once the group has committed the events of a token, their journal entries lie before
 * the journal's end, and once that end is committed, their aggregates before the aggregates' end.
 */
final class Derivation {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private final LogWatch watch;

    Derivation(LogWatch watch) {
        this.watch = watch;
    }

    /** Covers the journal entries of the token's events, and what else of the token a journal's store can see. */
    Token ofJournal(Token token, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        return with(token, ends(await(events(token), deadline), Feed.JOURNAL::holds));
    }

    /** Covers the aggregates of the token's events, and the token itself. */
    Token ofAggregates(Token token, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<TopicPartition, Long> journal = ends(await(events(token), deadline), Feed.JOURNAL::holds);
        return with(token, ends(await(journal, deadline), topic -> topic.startsWith(Topics.AGGREGATES_PREFIX)));
    }

    /** Waits until the group has committed all of them, and gives the look that shows it. */
    private GroupOffsets.Look await(Map<TopicPartition, Long> ends, long deadline) {
        while (true) {
            GroupOffsets.Look look = watch.look();
            SortedMap<String, SortedMap<Integer, Long>> missing = new TreeMap<>();
            ends.forEach((partition, end) -> {
                if (look.committed().getOrDefault(partition, 0L) < end) {
                    missing.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                            .put(partition.partition(), end - 1);
                }
            });
            if (missing.isEmpty()) {
                return watch.look(); // what was written before that commit has its end in this one
            }
            if (System.nanoTime() > deadline) {
                throw new TokenNotCoveredException(missing);
            }
            Pause.of(BETWEEN_LOOKS);
        }
    }

    private static Map<TopicPartition, Long> events(Token token) {
        Map<TopicPartition, Long> ends = new java.util.HashMap<>();
        token.positions().forEach((topic, offsets) -> {
            if (topic.startsWith(Topics.EVENTS_PREFIX)) {
                offsets.forEach((partition, offset) -> ends.put(new TopicPartition(topic, partition), offset + 1));
            }
        });
        return ends;
    }

    private static Map<TopicPartition, Long> ends(GroupOffsets.Look look, Predicate<String> topics) {
        return look.ends().entrySet().stream()
                .filter(end -> topics.test(end.getKey().topic()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Token with(Token token, Map<TopicPartition, Long> ends) {
        SortedMap<String, SortedMap<Integer, Long>> positions = new TreeMap<>();
        token.positions().forEach((topic, offsets) -> positions.put(topic, new TreeMap<>(offsets)));
        ends.forEach((partition, end) -> {
            if (end > 0) {
                positions
                        .computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                        .merge(partition.partition(), end - 1, Math::max);
            }
        });
        return new Token(token.clusterId(), positions);
    }
}
