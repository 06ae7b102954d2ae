package io.dsel.ingest.writer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** A cluster without events. */
class NoTopics implements Follower.Directory {
    @Override
    public Set<String> eventTopics() {
        return Set.of();
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        partitions.forEach(one -> ends.put(one, 0L));
        return ends;
    }

    @Override
    public void release(Collection<TopicPartition> stuck) {
        throw new AssertionError("nothing can be stuck");
    }
}
