package io.dsel.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** How far groups are on topics that nobody writes to any more. Made when those are full. */
public final class GroupProgress implements AutoCloseable {
    private static final long POLL_MILLIS = 20;
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);

    private final Admin admin;
    private final Map<TopicPartition, Long> ends;

    public GroupProgress(String bootstrapServers, Pattern topics) throws InterruptedException, ExecutionException {
        admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        ends = ends(topics);
    }

    /**
     * Returns when the group has committed every offset up to the ends.
     *
     * @param check throws if there is no use in waiting
     * @throws AssertionError if nothing is committed for a minute
     */
    public void awaitEnd(String group, Runnable check) throws InterruptedException, ExecutionException {
        long committed = -1;
        long since = System.nanoTime();
        Set<TopicPartition> open = new HashSet<>(ends.keySet());
        while (!open.isEmpty()) {
            check.run();
            Map<TopicPartition, OffsetAndMetadata> offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            open.removeIf(partition -> offset(offsets, partition) >= ends.get(partition));
            long sum =
                    offsets.keySet().stream().mapToLong(p -> offset(offsets, p)).sum();
            if (sum > committed) {
                committed = sum;
                since = System.nanoTime();
            } else if (System.nanoTime() - since > STALL_LIMIT.toNanos()) {
                throw new AssertionError("group " + group + " has committed nothing for " + STALL_LIMIT.toSeconds()
                        + " s; it is not at the end of " + open);
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** Deletes a group that has no members any more. */
    public void forget(String group) throws InterruptedException, ExecutionException {
        admin.deleteConsumerGroups(List.of(group)).all().get();
    }

    @Override
    public void close() {
        admin.close();
    }

    private static long offset(Map<TopicPartition, OffsetAndMetadata> offsets, TopicPartition partition) {
        OffsetAndMetadata offset = offsets.get(partition);
        return offset == null ? 0 : offset.offset();
    }

    private Map<TopicPartition, Long> ends(Pattern topics) throws InterruptedException, ExecutionException {
        List<String> names = admin.listTopics().names().get().stream()
                .filter(topics.asMatchPredicate())
                .toList();
        Map<TopicPartition, OffsetSpec> latest = admin.describeTopics(names).allTopicNames().get().values().stream()
                .flatMap(GroupProgress::partitions)
                .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private static Stream<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream().map(p -> new TopicPartition(topic.name(), p.partition()));
    }
}
