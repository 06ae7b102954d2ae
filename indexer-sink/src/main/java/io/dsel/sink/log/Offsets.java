package io.dsel.sink.log;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** The {@link OffsetTracker}s of the partitions that are ours, and what of them is not committed yet. */
final class Offsets {
    private final Map<TopicPartition, OffsetTracker> trackers = new HashMap<>();
    private final Map<TopicPartition, Long> committed = new HashMap<>();
    private final Set<TopicPartition> changed = new HashSet<>();

    void open(TopicPartition partition, long offset) {
        trackers.computeIfAbsent(partition, p -> new OffsetTracker()).open(offset);
    }

    /** Nothing happens if the partition is not ours any more. */
    void settle(TopicPartition partition, long[] offsets) {
        OffsetTracker tracker = trackers.get(partition);
        if (tracker != null) {
            for (long offset : offsets) {
                tracker.settle(offset);
            }
            changed.add(partition);
        }
    }

    void readUpTo(TopicPartition partition, long offset) {
        trackers.computeIfAbsent(partition, p -> new OffsetTracker()).readUpTo(offset);
        changed.add(partition);
    }

    /** Of the partitions that changed, those that can be committed further than they were. */
    Map<TopicPartition, OffsetAndMetadata> takeCommittable() {
        Map<TopicPartition, OffsetAndMetadata> taken = committable(changed);
        taken.entrySet().removeIf(entry -> entry.getValue().offset() <= committed.getOrDefault(entry.getKey(), 0L));
        changed.clear();
        taken.forEach((partition, offset) -> committed.put(partition, offset.offset()));
        return taken;
    }

    /** How far these partitions are, committed or not; without those of which nothing was read. */
    Map<TopicPartition, OffsetAndMetadata> committable(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            OffsetTracker tracker = trackers.get(partition);
            if (tracker != null) {
                offsets.put(partition, new OffsetAndMetadata(tracker.committable()));
            }
        }
        return offsets;
    }

    /** A commit failed: it is due again. */
    void uncommitted(Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            if (trackers.containsKey(partition)) {
                committed.remove(partition);
                changed.add(partition);
            }
        }
    }

    boolean hasChanges() {
        return !changed.isEmpty();
    }

    /** These partitions are not ours any more. */
    void forget(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            trackers.remove(partition);
            committed.remove(partition);
            changed.remove(partition);
        });
    }
}
