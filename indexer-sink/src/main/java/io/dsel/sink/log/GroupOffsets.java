package io.dsel.sink.log;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/** The broker's view of a group and the topics that it reads. Every call asks the broker. */
final class GroupOffsets {
    private static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparingInt(TopicPartition::partition);

    private final Admin admin;
    private final String group;
    private final Pattern topics;

    GroupOffsets(Admin admin, String group, Pattern topics) {
        this.admin = admin;
        this.group = group;
        this.topics = topics;
    }

    String group() {
        return group;
    }

    /** Every partition of the topics that match. */
    Set<TopicPartition> partitions() {
        List<String> names = await(admin.listTopics().names()).stream()
                .filter(topics.asMatchPredicate())
                .toList();
        return await(admin.describeTopics(names).allTopicNames()).values().stream()
                .flatMap(GroupOffsets::partitions)
                .collect(Collectors.toSet());
    }

    /** First offset that the log still has. */
    SortedMap<TopicPartition, Long> earliest(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.earliest());
    }

    /** Where the next committed record will lie. */
    SortedMap<TopicPartition, Long> end(Collection<TopicPartition> partitions) {
        return list(partitions, OffsetSpec.latest());
    }

    /** The first record whose log time is that or later; without the partitions that have none. */
    SortedMap<TopicPartition, Long> at(Collection<TopicPartition> partitions, long epochMillis) {
        SortedMap<TopicPartition, Long> found = list(partitions, OffsetSpec.forTimestamp(epochMillis));
        found.values().removeIf(offset -> offset < 0);
        return found;
    }

    /** What the group has committed; without the partitions where it has not. */
    SortedMap<TopicPartition, Long> committed() {
        SortedMap<TopicPartition, Long> committed = new TreeMap<>(ORDER);
        await(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata())
                .forEach((partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }

    /** Members of the group, each with its host. */
    List<String> members() {
        ConsumerGroupDescription description;
        try {
            description = await(admin.describeConsumerGroups(List.of(group))
                    .describedGroups()
                    .get(group));
        } catch (GroupIdNotFoundException e) {
            return List.of();
        }
        return description.members().stream().map(GroupOffsets::describe).toList();
    }

    /** @throws KafkaException if the group has members */
    void commit(Map<TopicPartition, Long> offsets) {
        Map<TopicPartition, OffsetAndMetadata> commits = new HashMap<>();
        offsets.forEach((partition, offset) -> commits.put(partition, new OffsetAndMetadata(offset)));
        await(admin.alterConsumerGroupOffsets(group, commits).all());
    }

    private SortedMap<TopicPartition, Long> list(Collection<TopicPartition> partitions, OffsetSpec spec) {
        Map<TopicPartition, OffsetSpec> wanted =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec));
        ListOffsetsOptions options = new ListOffsetsOptions(IsolationLevel.READ_COMMITTED);
        SortedMap<TopicPartition, Long> offsets = new TreeMap<>(ORDER);
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> entry :
                await(admin.listOffsets(wanted, options).all()).entrySet()) {
            offsets.put(entry.getKey(), entry.getValue().offset());
        }
        return offsets;
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(partition -> new TopicPartition(topic.name(), partition.partition()));
    }

    private static String describe(MemberDescription member) {
        return member.groupInstanceId().orElse(member.clientId()) + " at " + member.host();
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
