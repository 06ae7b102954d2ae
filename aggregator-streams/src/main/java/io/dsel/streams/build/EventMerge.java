package io.dsel.streams.build;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of many partitions, one after the other in the order of their events' time as far as each partition has them in
 * that order: the next is the least of those that come first in each. So a partition that has none ready is waited for, and
 * none is read further ahead than a poll.
 */
final class EventMerge implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;
    private final Map<TopicPartition, Deque<ConsumerRecord<String, byte[]>>> ready = new HashMap<>();
    private final PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparingLong(Head::time)
            .thenComparing(head -> head.partition().toString()));

    /** Partitions that are not at their end and of which no record is ready. */
    private final Set<TopicPartition> awaited;

    private record Head(long time, TopicPartition partition) {}

    /**
     * @param consumer of nothing yet; closed with this
     * @param from where to begin; a partition that is not in it is read from its beginning
     * @param ends offsets that end each partition, and say which there are
     */
    EventMerge(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
        consumer.assign(ends.keySet());
        ends.keySet().forEach(partition -> {
            if (from.containsKey(partition)) {
                consumer.seek(partition, from.get(partition));
            } else {
                consumer.seekToBeginning(List.of(partition));
            }
        });
        awaited = new HashSet<>(ends.keySet());
        forgetEnded();
    }

    /** The next record; empty if none came for a moment, or if there is none left. */
    Optional<ConsumerRecord<String, byte[]>> next() {
        if (!awaited.isEmpty()) {
            fill();
        }
        if (!awaited.isEmpty() || heads.isEmpty()) {
            return Optional.empty();
        }
        TopicPartition partition = heads.remove().partition();
        Deque<ConsumerRecord<String, byte[]>> records = ready.get(partition);
        ConsumerRecord<String, byte[]> next = records.remove();
        if (records.isEmpty()) {
            awaited.add(partition);
            consumer.resume(List.of(partition));
            forgetEnded();
        } else {
            heads.add(head(partition, records.element()));
        }
        return Optional.of(next);
    }

    boolean isAtEnd() {
        return awaited.isEmpty() && heads.isEmpty();
    }

    /** Of each partition the offset before which all have been given. */
    Map<TopicPartition, Long> positions() {
        Map<TopicPartition, Long> positions = new HashMap<>();
        for (TopicPartition partition : ends.keySet()) {
            Deque<ConsumerRecord<String, byte[]>> records = ready.getOrDefault(partition, new ArrayDeque<>());
            positions.put(
                    partition,
                    records.isEmpty()
                            ? consumer.position(partition)
                            : records.element().offset());
        }
        return positions;
    }

    @Override
    public void close() {
        consumer.close();
    }

    private void fill() {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() < ends.get(partition)) {
                ready.computeIfAbsent(partition, it -> new ArrayDeque<>()).add(record);
            }
        }
        for (TopicPartition partition : List.copyOf(awaited)) {
            Deque<ConsumerRecord<String, byte[]>> records = ready.get(partition);
            if (records != null && !records.isEmpty()) {
                heads.add(head(partition, records.element()));
                awaited.remove(partition);
                consumer.pause(List.of(partition));
            }
        }
        forgetEnded();
    }

    /** The marks of transactions and what was given up are passed by polls that give nothing. */
    private void forgetEnded() {
        awaited.removeIf(partition -> {
            boolean ended = consumer.position(partition) >= ends.get(partition);
            if (ended) {
                consumer.pause(List.of(partition));
            }
            return ended;
        });
    }

    /** What is no event has the log's time; it is passed over in its turn. */
    private static Head head(TopicPartition partition, ConsumerRecord<String, byte[]> record) {
        try {
            return new Head(EventCodec.order(record.value()).timestamp(), partition);
        } catch (UnreadableEventException e) {
            return new Head(record.timestamp(), partition);
        }
    }
}
