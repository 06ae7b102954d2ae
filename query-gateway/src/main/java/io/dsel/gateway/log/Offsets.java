package io.dsel.gateway.log;

import io.dsel.event.Token;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;

/** Offsets by topic and partition, in order; each is the next one, exclusive, as Kafka counts. */
public record Offsets(SortedMap<String, SortedMap<Integer, Long>> next) {
    public Offsets {
        TreeMap<String, SortedMap<Integer, Long>> copy = new TreeMap<>();
        next.forEach((topic, partitions) -> copy.put(topic, new TreeMap<>(partitions)));
        next = copy;
    }

    static Offsets of(Map<TopicPartition, Long> offsets) {
        SortedMap<String, SortedMap<Integer, Long>> next = new TreeMap<>();
        offsets.forEach((at, offset) ->
                next.computeIfAbsent(at.topic(), t -> new TreeMap<>()).put(at.partition(), offset));
        return new Offsets(next);
    }

    /** The offsets behind a token's writes. */
    public static Offsets behind(Token token) {
        SortedMap<String, SortedMap<Integer, Long>> next = new TreeMap<>();
        token.positions()
                .forEach((topic, offsets) -> offsets.forEach((partition, offset) ->
                        next.computeIfAbsent(topic, t -> new TreeMap<>()).put(partition, offset + 1)));
        return new Offsets(next);
    }

    /** Zero where there is none. */
    public long next(String topic, int partition) {
        SortedMap<Integer, Long> partitions = next.get(topic);
        return partitions == null ? 0 : partitions.getOrDefault(partition, 0L);
    }

    /** Those of some topics only. */
    public Offsets of(Predicate<String> topics) {
        SortedMap<String, SortedMap<Integer, Long>> some = new TreeMap<>(next);
        some.keySet().removeIf(topics.negate());
        return new Offsets(some);
    }

    /** Both together; where both have a partition, the further one. */
    public Offsets and(Offsets others) {
        SortedMap<String, SortedMap<Integer, Long>> both = new TreeMap<>();
        next.forEach((topic, partitions) -> both.put(topic, new TreeMap<>(partitions)));
        others.next.forEach((topic, partitions) -> partitions.forEach((partition, offset) ->
                both.computeIfAbsent(topic, t -> new TreeMap<>()).merge(partition, offset, Math::max)));
        return new Offsets(both);
    }

    /** Those in partitions that the others have too, and those of topics that the others do not have at all. */
    Offsets inPartitionsOf(Offsets others) {
        SortedMap<String, SortedMap<Integer, Long>> some = new TreeMap<>();
        next.forEach((topic, partitions) -> {
            SortedMap<Integer, Long> kept = new TreeMap<>(partitions);
            SortedMap<Integer, Long> there = others.next.get(topic);
            if (there != null) {
                kept.keySet().retainAll(there.keySet());
            }
            some.put(topic, kept);
        });
        return new Offsets(some);
    }

    public boolean covers(Offsets those) {
        return missing(those).isEmpty();
    }

    /** The first partition in which these are not yet where those are, for people: {@code topic/partition 17 of 42}. */
    public String firstBehind(Offsets those) {
        return missing(those).entrySet().stream()
                .findFirst()
                .map(at -> at.getKey().topic() + "/" + at.getKey().partition() + " " + at.getValue() + " of "
                        + those.next(at.getKey().topic(), at.getKey().partition()))
                .orElse("the end");
    }

    /** The partitions in which these are not yet where those are, and from where on. */
    Map<TopicPartition, Long> missing(Offsets those) {
        Map<TopicPartition, Long> behind = new LinkedHashMap<>();
        those.next.forEach((topic, partitions) -> partitions.forEach((partition, end) -> {
            long here = next(topic, partition);
            if (here < end) {
                behind.put(new TopicPartition(topic, partition), here);
            }
        }));
        return behind;
    }

    /** Offset of the last record that is covered, inclusive, by topic and partition; partitions without one are left out. */
    public SortedMap<String, SortedMap<Integer, Long>> covered() {
        SortedMap<String, SortedMap<Integer, Long>> covered = new TreeMap<>();
        next.forEach((topic, partitions) -> partitions.forEach((partition, offset) -> {
            if (offset > 0) {
                covered.computeIfAbsent(topic, t -> new TreeMap<>()).put(partition, offset - 1);
            }
        }));
        return covered;
    }
}
