package io.dsel.gateway.watch;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;

/** The partitions that a watch reads, and how far it has come in each. Used by the watch's thread only. */
final class WatchedPartitions {
    private final WatchIdentity identity;
    private final WatchFilter filter;
    private final Map<String, Long> tags = new LinkedHashMap<>();
    private final SortedMap<Long, SortedMap<Integer, Long>> next = new TreeMap<>();
    private final Map<TopicPartition, Long> offsets = new LinkedHashMap<>();

    WatchedPartitions(WatchIdentity identity, WatchFilter filter) {
        this.identity = identity;
        this.filter = filter;
    }

    /**
     * Takes in those of the topics that are wanted and new.
     *
     * @return the partitions that are now read besides, from their beginning unless {@link #moveTo moved}
     */
    Set<TopicPartition> add(Collection<WatchedTopic> topics) {
        Set<TopicPartition> added = Collections.emptySet();
        for (WatchedTopic topic : topics) {
            Long tag = tags.get(topic.name());
            if ((tag == null || tag != topic.tag()) && filter.wantsTopic(topic.name())) {
                added = added.isEmpty() ? new LinkedHashSet<>() : added;
                added.addAll(add(topic));
            }
        }
        return added;
    }

    void moveTo(TopicPartition partition, long offset) {
        offsets.put(partition, offset);
        next.get(tags.get(partition.topic())).put(partition.partition(), offset);
    }

    /** The next offset to be read. */
    long next(TopicPartition partition) {
        return offsets.get(partition);
    }

    long tag(String topic) {
        return tags.get(topic);
    }

    Set<TopicPartition> all() {
        return Collections.unmodifiableSet(offsets.keySet());
    }

    /** The names of the topics read, in order. */
    Set<String> topics() {
        return new TreeSet<>(tags.keySet());
    }

    /** Text of the {@link WatchPosition} that the watch is at. */
    String position() {
        return WatchPosition.text(identity, next);
    }

    private Set<TopicPartition> add(WatchedTopic topic) {
        Long old = tags.put(topic.name(), topic.tag());
        if (old != null) {
            next.remove(old);
        }
        SortedMap<Integer, Long> own = new TreeMap<>();
        next.put(topic.tag(), own);
        Set<TopicPartition> added = new LinkedHashSet<>();
        filter.partitions(topic.partitions()).forEach(partition -> {
            TopicPartition at = new TopicPartition(topic.name(), partition);
            own.put(partition, 0L);
            offsets.put(at, 0L);
            added.add(at);
        });
        return added;
    }
}
