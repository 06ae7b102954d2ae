package io.dsel.sink.log;

import io.dsel.client.ReplayTarget;
import io.dsel.event.InvalidEventException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/**
 * What a replay would do, or has done. It only ever goes back: what was not read yet is never passed over.
 *
 * @param generation of the index that the group fills
 * @param records that will be read again, over all partitions
 * @param partitions those that move; the others stay
 */
public record ReplayPlan(String group, int generation, long records, List<Move> partitions) {

    /**
     * @param from the committed offset
     * @param to where reading goes on
     */
    public record Move(String topic, int partition, long from, long to, long records) {}

    static ReplayPlan of(GroupOffsets group, int generation, ReplayTarget target) {
        Map<TopicPartition, Long> earliest = group.earliest(group.partitions());
        Map<TopicPartition, Long> wanted =
                switch (target) {
                    case ReplayTarget.Earliest e -> earliest;
                    case ReplayTarget.Time(Instant time) -> group.at(earliest.keySet(), time.toEpochMilli());
                    case ReplayTarget.Offset(long offset) ->
                        earliest.keySet().stream().collect(Collectors.toMap(partition -> partition, p -> offset));
                    case ReplayTarget.Offsets(Map<TopicPartition, Long> offsets) -> known(offsets, earliest.keySet());
                };
        return of(group.group(), generation, group.committed(), earliest, wanted);
    }

    static ReplayPlan of(
            String group,
            int generation,
            Map<TopicPartition, Long> committed,
            Map<TopicPartition, Long> earliest,
            Map<TopicPartition, Long> wanted) {
        List<Move> moves = new ArrayList<>();
        long records = 0;
        for (Map.Entry<TopicPartition, Long> entry : earliest.entrySet()) {
            TopicPartition partition = entry.getKey();
            long first = entry.getValue();
            long from = Math.max(first, committed.getOrDefault(partition, first));
            long to = Math.max(first, wanted.getOrDefault(partition, from));
            if (to < from) {
                moves.add(new Move(partition.topic(), partition.partition(), from, to, from - to));
                records += from - to;
            }
        }
        return new ReplayPlan(group, generation, records, moves);
    }

    Map<TopicPartition, Long> offsets() {
        return partitions.stream()
                .collect(Collectors.toMap(move -> new TopicPartition(move.topic(), move.partition()), Move::to));
    }

    private static Map<TopicPartition, Long> known(Map<TopicPartition, Long> offsets, Set<TopicPartition> partitions) {
        for (TopicPartition partition : offsets.keySet()) {
            if (!partitions.contains(partition)) {
                throw new InvalidEventException(
                        "offsets." + partition.topic() + "." + partition.partition(),
                        "is no partition that the group reads");
            }
        }
        return offsets;
    }
}
