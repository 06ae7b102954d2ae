package io.dsel.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The one creator of topics. Every topic gets the partition count of {@code dsel.heads}: an entity's events must lie in
 * the same partition of each, and a stream task reads the same partition of all.
 */
public final class TopicCreator {
    /** Enough for a laptop and a small cluster; the count cannot be changed later without moving entities. */
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(10);

    private final Admin admin;
    private final int partitions;

    /** @param partitions the count to begin with; once {@code dsel.heads} exists, its count holds */
    public TopicCreator(Admin admin, int partitions) {
        this.admin = admin;
        this.partitions = partitions;
    }

    /**
     * Creates those that do not exist, in one request, and returns when the broker takes records for all of them. Before
     * that, the first batches of a producer fail and may be overtaken by later ones; the broker then refuses the first
     * for being out of sequence until their time is over.
     *
     * @return the names that were created
     * @throws IllegalStateException if one exists with another partition count
     * @throws KafkaException if the broker refuses or does not answer
     */
    public Set<String> ensure(Collection<Topic> topics) {
        Set<String> created = create(List.of(Topics.HEADS), partitions);
        String heads = Topics.HEADS.name();
        int count = partitionCounts(Set.of(heads)).getOrDefault(heads, partitions);
        created.addAll(create(topics, count));
        Set<String> existing = topics.stream().map(Topic::name).collect(Collectors.toCollection(TreeSet::new));
        existing.removeAll(created);
        partitionCounts(existing).forEach((topic, actual) -> requireCount(topic, actual, count));
        awaitLeaders(topics, count);
        return created;
    }

    /** The broker shows a new topic only after a while, and its leaders go to work only then. */
    private void awaitLeaders(Collection<Topic> topics, int count) {
        Set<String> names = topics.stream().map(Topic::name).collect(Collectors.toSet());
        long end = System.nanoTime() + VISIBLE_WITHIN.toNanos();
        while (!partitionCounts(names).keySet().containsAll(names)) {
            if (System.nanoTime() - end > 0) {
                throw new TimeoutException("the broker does not show topics that it has made: " + names);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
        Map<TopicPartition, OffsetSpec> partitions = new HashMap<>();
        for (String name : names) {
            for (int partition = 0; partition < count; partition++) {
                partitions.put(new TopicPartition(name, partition), OffsetSpec.latest());
            }
        }
        // Only a leader that is at work can tell the end of its partition; the client asks until it does.
        await(admin.listOffsets(partitions).all());
    }

    private Set<String> create(Collection<Topic> topics, int count) {
        List<NewTopic> wanted = topics.stream()
                .map(topic ->
                        new NewTopic(topic.name(), Optional.of(count), Optional.empty()).configs(topic.configuration()))
                .collect(Collectors.toCollection(ArrayList::new));
        CreateTopicsResult result = admin.createTopics(wanted);
        Set<String> created = new TreeSet<>();
        for (Map.Entry<String, KafkaFuture<Void>> topic : result.values().entrySet()) {
            try {
                await(topic.getValue());
                created.add(topic.getKey());
            } catch (TopicExistsException e) {
                // Somebody was first, which is as good.
            }
        }
        return created;
    }

    private static void requireCount(String topic, int actual, int count) {
        if (actual != count) {
            throw new IllegalStateException("topic " + topic + " has " + actual + " partitions, but "
                    + Topics.HEADS.name() + " has " + count + "; an entity's events must share one partition number");
        }
    }

    /** Of those that the answering broker knows; a topic just made may not be among them yet. */
    private Map<String, Integer> partitionCounts(Set<String> topics) {
        Map<String, Integer> counts = new TreeMap<>();
        admin.describeTopics(topics).topicNameValues().forEach((topic, description) -> {
            try {
                counts.put(topic, await(description).partitions().size());
            } catch (UnknownTopicOrPartitionException e) {
                // Made a moment ago, with the count that was asked for.
            }
        });
        return counts;
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
