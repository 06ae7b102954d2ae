package io.dsel.ingest.writer;

import io.dsel.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the cluster has, asked of the broker. Safe for use by many threads. */
final class ClusterDirectory implements Follower.Directory {
    private static final Logger LOG = LoggerFactory.getLogger(ClusterDirectory.class);

    private final Admin admin;
    private final int partitions;
    private final Map<String, Integer> counts = new ConcurrentHashMap<>();

    /** @param partitions of every event topic; one with another count is passed over */
    ClusterDirectory(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    @Override
    public Set<String> eventTopics() {
        Set<String> names = await(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(Topics.EVENTS_PREFIX))
                .collect(Collectors.toSet());
        counts.keySet().retainAll(names);
        names.stream().filter(name -> !counts.containsKey(name)).toList().forEach(this::count);
        return counts.entrySet().stream()
                .filter(topic -> topic.getValue() == partitions)
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Map<TopicPartition, Long> ends(Collection<TopicPartition> asked) {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        asked.forEach(one -> latest.put(one, OffsetSpec.latest()));
        Map<TopicPartition, ListOffsetsResultInfo> answer =
                await(admin.listOffsets(latest).all());
        Map<TopicPartition, Long> ends = new HashMap<>();
        answer.forEach((one, end) -> ends.put(one, end.offset()));
        return ends;
    }

    @Override
    public void release(Collection<TopicPartition> stuck) {
        new ForgottenTransactions(admin).abort(stuck);
    }

    private void count(String topic) {
        try {
            int count = await(admin.describeTopics(Set.of(topic)).allTopicNames())
                    .get(topic)
                    .partitions()
                    .size();
            if (count != partitions) {
                LOG.error(
                        "topic {} has {} partitions, not {}: its events are not seen by conditional writes",
                        topic,
                        count,
                        partitions);
            }
            counts.put(topic, count);
        } catch (UnknownTopicOrPartitionException e) {
            LOG.debug("topic {} is not known yet, or no longer", topic);
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
        }
    }
}
