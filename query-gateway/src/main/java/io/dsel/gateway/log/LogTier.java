package io.dsel.gateway.log;

import io.dsel.topic.Topics;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** Questions to the broker. Every one ends within five seconds or so. */
public final class LogTier implements AutoCloseable {
    private final Admin admin;
    private final FirstRecords firstRecords;

    public LogTier(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, 3000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000,
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000));
        this.firstRecords = new FirstRecords(bootstrapServers);
    }

    /** @throws LogUnavailableException if the broker does not answer */
    public String clusterId() {
        return await("its id", admin.describeCluster().clusterId());
    }

    /** @throws LogUnavailableException if the broker does not answer */
    public KindCatalogue kinds() {
        Predicate<String> ours = Topics.EVENTS.asMatchPredicate().or(Topics.AGGREGATES.asMatchPredicate());
        Map<String, TopicDescription> topics =
                await("its topics", admin.describeTopics(topics(ours)).allTopicNames());
        return KindCatalogue.of(
                topics.values().stream().collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions()
                        .size())));
    }

    /**
     * Where a group's committed offsets stand; nothing for a group that never committed.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    public Offsets committed(String group) {
        Map<TopicPartition, Long> next = new HashMap<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = await(
                    "offsets of " + group, admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
            committed.forEach((at, offset) -> {
                if (offset != null) {
                    next.put(at, offset.offset());
                }
            });
        } catch (LogUnavailableException e) {
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw e;
            }
        }
        return Offsets.of(next);
    }

    /**
     * The ends of these topics, up to the last transaction that is closed.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    public Offsets ends(Predicate<String> topics) {
        Map<String, TopicDescription> described =
                await("its topics", admin.describeTopics(topics(topics)).allTopicNames());
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        described.forEach((name, topic) -> topic.partitions()
                .forEach(
                        partition -> wanted.put(new TopicPartition(name, partition.partition()), OffsetSpec.latest())));
        Map<TopicPartition, ListOffsetsResultInfo> ends = await(
                "ends of topics",
                admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all());
        Map<TopicPartition, Long> next = new HashMap<>();
        ends.forEach((at, end) -> next.put(at, end.offset()));
        return Offsets.of(next);
    }

    /**
     * What lies between these offsets and those. Offsets alone do not tell, because the end of a transaction takes one
     * too; so where they differ the log itself is read.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    public Backlog backlog(Offsets from, Offsets to) {
        return firstRecords.backlog(from.missing(to), to);
    }

    @Override
    public void close() {
        firstRecords.close();
        admin.close();
    }

    private Set<String> topics(Predicate<String> topics) {
        Set<String> names = new HashSet<>(await("its topics", admin.listTopics().names()));
        names.removeIf(topics.negate());
        return names;
    }

    private static <T> T await(String what, KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new LogUnavailableException(
                    "the broker did not tell " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while asking the broker for " + what, e);
        }
    }
}
