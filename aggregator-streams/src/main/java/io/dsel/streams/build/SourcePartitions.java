package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Where the events lie that an aggregate is built of. */
final class SourcePartitions {
    private final GroupOffsets offsets;

    SourcePartitions(GroupOffsets offsets) {
        this.offsets = offsets;
    }

    /**
     * Of every partition that may hold events of its sources, those of declared kinds and of others; without the empty ones.
     *
     * @throws KafkaException if the broker does not answer
     */
    Map<TopicPartition, Long> ends(Aggregate aggregate) {
        Set<TopicPartition> partitions = offsets.partitions().stream()
                .filter(partition -> isSource(aggregate, partition.topic()))
                .collect(Collectors.toSet());
        Map<TopicPartition, Long> ends = offsets.offsets(partitions, OffsetSpec.latest());
        ends.values().removeIf(end -> end == 0);
        return ends;
    }

    private static boolean isSource(Aggregate aggregate, String topic) {
        for (String prefix : List.of(Topics.EVENTS_PREFIX, Topics.AGGREGATES_PREFIX)) {
            if (topic.startsWith(prefix)) {
                return aggregate.takes(topic.substring(prefix.length()));
            }
        }
        return false;
    }
}
