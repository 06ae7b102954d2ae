package io.dsel.streams.query;

import io.dsel.aggregate.Aggregates;
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
import java.util.function.Supplier;
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
    private final Supplier<Aggregates> aggregates;

    /** @param aggregates that are declared now */
    Derivation(LogWatch watch, Supplier<Aggregates> aggregates) {
        this.watch = watch;
        this.aggregates = aggregates;
    }

    /** Covers the journal entries of the token's events, and what else of the token a journal's store can see. */
    Token ofJournal(Token token, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        return with(token, ends(await(events(token), deadline), Feed.JOURNAL::holds));
    }

    /**
     * Covers what is made of the token's events as aggregates of that kind, which may be made of other aggregates, and the
     * token itself.
     */
    Token ofAggregates(Token token, String kind, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<TopicPartition, Long> sources = events(token);
        for (int left = levels(aggregates.get(), kind); left > 0; left--) {
            Map<TopicPartition, Long> journal = ends(await(sources, deadline), Feed.JOURNAL::holds);
            sources = ends(
                    await(journal, deadline),
                    topic -> topic.startsWith(Topics.AGGREGATES_PREFIX) || Feed.REFERENCES.holds(topic));
        }
        return with(token, sources);
    }

    /**
     * 1 for an aggregate of domain events, 2 for one that is also of such an aggregate, and so on; none leads to itself. One
     * more for references, which are asked for with an aggregate and answered through the journal.
     */
    static int levels(Aggregates declared, String kind) {
        boolean refers = declared.find(kind)
                .filter(aggregate -> !aggregate.manifest().references().isEmpty())
                .isPresent();
        return (refers ? 2 : 1)
                + declared.all().stream()
                        .filter(source -> declared.taking(source.kind()).stream()
                                .anyMatch(aggregate -> aggregate.name().equals(kind)))
                        .mapToInt(source -> levels(declared, source.name()))
                        .max()
                        .orElse(0);
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
