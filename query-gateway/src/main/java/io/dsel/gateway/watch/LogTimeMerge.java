package io.dsel.gateway.watch;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Records of many partitions in one order: by log time, but never against the order within a partition, even where a
 * broker's clock went back.
 */
final class LogTimeMerge {
    private final Map<TopicPartition, Lane> lanes = new HashMap<>();
    private final PriorityQueue<Lane> waiting = new PriorityQueue<>(
            Comparator.comparingLong((Lane lane) -> lane.records.peek().timestamp())
                    .thenComparing(lane -> lane.records.peek().topic())
                    .thenComparingInt(lane -> lane.records.peek().partition()));

    private static final class Lane {
        private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
        private long scanned;
    }

    /**
     * Adds what was found behind what is already there.
     *
     * @param scanned offset up to which the partition was looked through, exclusive
     */
    void offer(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long scanned) {
        Lane lane = lanes.computeIfAbsent(partition, p -> new Lane());
        boolean wasEmpty = lane.records.isEmpty();
        lane.records.addAll(records);
        lane.scanned = scanned;
        if (wasEmpty && !records.isEmpty()) {
            waiting.add(lane);
        }
    }

    /** The earliest, which is taken away; null if there is none. */
    ConsumerRecord<byte[], byte[]> next() {
        Lane lane = waiting.poll();
        if (lane == null) {
            return null;
        }
        ConsumerRecord<byte[], byte[]> record = lane.records.poll();
        if (!lane.records.isEmpty()) {
            waiting.add(lane);
        }
        return record;
    }

    /** Whether records of this partition wait to be taken. */
    boolean has(TopicPartition partition) {
        Lane lane = lanes.get(partition);
        return lane != null && !lane.records.isEmpty();
    }

    /** Where the partition's next offset is once this record is taken: behind all that was looked through and not wanted. */
    long behind(ConsumerRecord<byte[], byte[]> taken) {
        Lane lane = lanes.get(new TopicPartition(taken.topic(), taken.partition()));
        return lane.records.isEmpty() ? lane.scanned : taken.offset() + 1;
    }
}
