package io.dsel.streams.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What a replay would do, or has done. It only ever goes back: what was not read yet is never passed over.
 *
 * @param records that will be read again, over all partitions
 * @param rebuild whether the stores of each instance are emptied first
 * @param deleted topics that are deleted then, and made anew of the stores
 * @param partitions those that move; the others stay
 */
record ReplayPlan(String group, long records, boolean rebuild, SortedSet<String> deleted, List<Move> partitions) {

    /**
     * @param from the committed offset
     * @param to where reading goes on
     */
    record Move(String topic, int partition, long from, long to, long records) {}

    /**
     * @param committed where the group is; a partition that it never read does not move
     * @param earliest the first offset that the log has of each partition
     * @param wanted where it shall go on; partitions that are not named stay
     */
    static ReplayPlan of(
            String group,
            boolean rebuild,
            SortedSet<String> deleted,
            Map<TopicPartition, Long> committed,
            Map<TopicPartition, Long> earliest,
            Map<TopicPartition, Long> wanted) {
        List<Move> moves = new ArrayList<>();
        earliest.forEach((partition, first) -> {
            long from = Math.max(first, committed.getOrDefault(partition, first));
            long to = Math.max(first, wanted.getOrDefault(partition, from));
            if (to < from) {
                moves.add(new Move(partition.topic(), partition.partition(), from, to, from - to));
            }
        });
        moves.sort(Comparator.comparing(Move::topic).thenComparingInt(Move::partition));
        long records = moves.stream().mapToLong(Move::records).sum();
        return new ReplayPlan(group, records, rebuild, deleted, List.copyOf(moves));
    }

    Map<TopicPartition, Long> offsets() {
        return partitions.stream()
                .collect(Collectors.toMap(move -> new TopicPartition(move.topic(), move.partition()), Move::to));
    }
}
