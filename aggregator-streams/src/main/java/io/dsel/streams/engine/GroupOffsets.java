package io.dsel.streams.engine;

import io.dsel.streams.store.Feed;
import io.dsel.topic.Topics;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** What the log holds and what the group of all instances has committed of it. */
public final class GroupOffsets {
    private final Admin admin;
    private final InstantSource clock;
    private volatile String clusterId;

    public GroupOffsets(Admin admin, InstantSource clock) {
        this.admin = admin;
        this.clock = clock;
    }

    /**
     * One look at the log and at the group.
     *
     * @param at when it began
     * @param ends of every topic partition that the streams read, the offset after its last record
     * @param committed the offsets that the group goes on at; looked at after the ends
     */
    public record Look(Instant at, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed) {

        /** Records between the two, of one partition; the marks that end transactions are counted too. */
        public long lag(TopicPartition partition) {
            return Math.max(0, ends.get(partition) - committed.getOrDefault(partition, 0L));
        }
    }

    /** @throws KafkaException if the broker does not answer */
    public Look look() {
        Instant at = clock.instant();
        Map<TopicPartition, Long> ends = offsets(partitions(), OffsetSpec.latest());
        return new Look(at, ends, committed());
    }

    /** Every topic partition that the streams read. */
    public Set<TopicPartition> partitions() {
        int count = await(admin.describeTopics(List.of(Topics.HEADS.name()))
                        .topicNameValues()
                        .get(Topics.HEADS.name()))
                .partitions()
                .size();
        Set<TopicPartition> partitions = new HashSet<>();
        for (String topic : await(admin.listTopics().names())) {
            if (Feed.isRead(topic)) {
                for (int i = 0; i < count; i++) {
                    partitions.add(new TopicPartition(topic, i));
                }
            }
        }
        return partitions;
    }

    /** The offsets that the group goes on at. */
    public Map<TopicPartition, Long> committed() {
        Map<TopicPartition, Long> committed = new HashMap<>();
        Map<TopicPartition, OffsetAndMetadata> found =
                await(admin.listConsumerGroupOffsets(EngineSettings.APPLICATION).partitionsToOffsetAndMetadata());
        found.forEach((partition, offset) -> {
            if (offset != null) {
                committed.put(partition, offset.offset());
            }
        });
        return committed;
    }

    /** Offsets of those partitions that the broker knows; a topic that is just being made is left out. */
    public Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec spec) {
        ListOffsetsResult result =
                admin.listOffsets(partitions.stream().collect(Collectors.toMap(Function.identity(), p -> spec)));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (TopicPartition partition : partitions) {
            try {
                offsets.put(partition, await(result.partitionResult(partition)).offset());
            } catch (UnknownTopicOrPartitionException e) {
                // Made a moment ago; the next look has it.
            }
        }
        return offsets;
    }

    /** Positions of the log belong to a cluster. */
    public String clusterId() {
        if (clusterId == null) {
            clusterId = await(admin.describeCluster().clusterId());
        }
        return clusterId;
    }

    /** The members of the group, by their names; those that were killed stay for the session's time. */
    public List<String> members() {
        return await(admin.describeConsumerGroups(List.of(EngineSettings.APPLICATION))
                        .describedGroups()
                        .get(EngineSettings.APPLICATION))
                .members()
                .stream()
                .map(member -> member.groupInstanceId().orElseGet(member::clientId) + " at " + member.host())
                .toList();
    }

    /** Sets the offsets that the group goes on at; it must have no members. */
    public void move(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
        offsets.forEach((partition, offset) -> moved.put(partition, new OffsetAndMetadata(offset)));
        if (!moved.isEmpty()) {
            await(admin.alterConsumerGroupOffsets(EngineSettings.APPLICATION, moved)
                    .all());
        }
    }

    /** Deletes the changelogs of all stores, which are made anew when the streams start. */
    public void deleteChangelogs() {
        Set<String> changelogs = changelogs();
        if (!changelogs.isEmpty()) {
            await(admin.deleteTopics(changelogs).all());
        }
    }

    /** Topics that hold nothing but what is in the stores. */
    public SortedSet<String> changelogs() {
        return await(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(EngineSettings.APPLICATION + "-") && name.endsWith("-changelog"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static <T> T await(KafkaFuture<T> future) {
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
