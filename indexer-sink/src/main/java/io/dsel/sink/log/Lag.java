package io.dsel.sink.log;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a group is, by what it has committed.
 *
 * @param generation of the index that the group fills
 * @param topics by name, then partition
 * @param lag records that are not settled yet, over all partitions; with gaps in the offsets, somewhat fewer
 * @param position sum of the committed offsets
 * @param end sum of the ends
 * @param state of this instance
 */
public record Lag(
        String group,
        int generation,
        SortedMap<String, SortedMap<Integer, PartitionLag>> topics,
        long lag,
        long position,
        long end,
        String state) {

    /**
     * @param position the committed offset: every record before it is in the index; where nothing was committed, the
     *     first offset of the log
     * @param end where the next committed record will lie
     */
    public record PartitionLag(long position, long end, long lag) {}

    static Lag of(GroupOffsets group, int generation, SinkState state) {
        // Ends come last, so that a position is never beyond its end.
        Map<TopicPartition, Long> committed = group.committed();
        Set<TopicPartition> partitions = group.partitions();
        Map<TopicPartition, Long> earliest = group.earliest(partitions);
        return of(group.group(), generation, committed, earliest, group.end(partitions), state.label());
    }

    static Lag of(
            String group,
            int generation,
            Map<TopicPartition, Long> committed,
            Map<TopicPartition, Long> earliest,
            Map<TopicPartition, Long> ends,
            String state) {
        SortedMap<String, SortedMap<Integer, PartitionLag>> topics = new TreeMap<>();
        long positions = 0;
        long sumOfEnds = 0;
        long lag = 0;
        for (Map.Entry<TopicPartition, Long> entry : ends.entrySet()) {
            TopicPartition partition = entry.getKey();
            long end = entry.getValue();
            long first = earliest.getOrDefault(partition, 0L);
            long position = Math.min(end, Math.max(first, committed.getOrDefault(partition, first)));
            topics.computeIfAbsent(partition.topic(), topic -> new TreeMap<>())
                    .put(partition.partition(), new PartitionLag(position, end, end - position));
            positions += position;
            sumOfEnds += end;
            lag += end - position;
        }
        return new Lag(group, generation, topics, lag, positions, sumOfEnds, state);
    }
}
