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
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigsOptions;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The one creator of topics. Every topic gets the partition count of {@code dsel.heads}: an entity's events must lie in
 * the same partition of each, and a stream task reads the same partition of all.
 */
public final class TopicCreator {
    /** Enough for a laptop and a small cluster; the count cannot be changed later without moving entities. */
    public static final int DEFAULT_PARTITIONS = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PATIENCE_A_TOPIC = Duration.ofMillis(100);
    private static final Duration PAUSE = Duration.ofMillis(10);

    private final Admin admin;
    private final int partitions;
    private final Duration patience;

    /** @param partitions the count to begin with; once {@code dsel.heads} exists, its count holds */
    public TopicCreator(Admin admin, int partitions) {
        this(admin, partitions, PATIENCE);
    }

    /** @param patience how long each step may take, with a tenth of a second more for each topic */
    public TopicCreator(Admin admin, int partitions, Duration patience) {
        this.admin = admin;
        this.partitions = partitions;
        this.patience = patience;
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
        int count = partitions();
        created.addAll(create(topics, count));
        Map<String, Integer> counts =
                partitionCounts(topics.stream().map(Topic::name).collect(Collectors.toSet()));
        counts.forEach((topic, actual) -> requireCount(topic, actual, count));
        awaitLeaders(counts);
        return created;
    }

    /**
     * The count that holds for all topics.
     *
     * @throws KafkaException if {@code dsel.heads} is not there, or the broker does not answer
     */
    public int partitions() {
        String heads = Topics.HEADS.name();
        return partitionCounts(Set.of(heads)).get(heads);
    }

    /**
     * Sets how long topics keep their records.
     *
     * @param retention for ever, if empty
     * @throws KafkaException if the broker refuses or does not answer
     */
    public void keep(Collection<String> topics, Optional<Duration> retention) {
        AlterConfigOp set = new AlterConfigOp(
                new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, Topics.retentionMs(retention)),
                AlterConfigOp.OpType.SET);
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        topics.forEach(topic -> changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(set)));
        await(admin.incrementalAlterConfigs(changes, new AlterConfigsOptions().timeoutMs(millis(topics)))
                .all());
    }

    private Set<String> create(Collection<Topic> topics, int count) {
        List<NewTopic> wanted = topics.stream()
                .map(topic ->
                        new NewTopic(topic.name(), Optional.of(count), Optional.empty()).configs(topic.configuration()))
                .collect(Collectors.toCollection(ArrayList::new));
        CreateTopicsResult result = admin.createTopics(wanted, new CreateTopicsOptions().timeoutMs(millis(topics)));
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

    private Map<String, Integer> partitionCounts(Set<String> topics) {
        DescribeTopicsOptions options = new DescribeTopicsOptions().timeoutMs(millis(topics));
        Map<String, Integer> counts = new TreeMap<>();
        onceKnown(topics, () -> await(admin.describeTopics(topics, options).allTopicNames()))
                .forEach((topic, description) ->
                        counts.put(topic, description.partitions().size()));
        return counts;
    }

    /** Only a leader that is at work can tell the end of its partition. */
    private void awaitLeaders(Map<String, Integer> counts) {
        ListOffsetsOptions options = new ListOffsetsOptions().timeoutMs(millis(counts.keySet()));
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        counts.forEach((topic, count) -> {
            for (int partition = 0; partition < count; partition++) {
                ends.put(new TopicPartition(topic, partition), OffsetSpec.latest());
            }
        });
        onceKnown(counts.keySet(), () -> await(admin.listOffsets(ends, options).all()));
    }

    /** A broker hears of a topic a moment after it was made; until then the question is asked again. */
    private <T> T onceKnown(Collection<?> topics, Supplier<T> question) {
        long deadline = System.nanoTime() + Duration.ofMillis(millis(topics)).toNanos();
        while (true) {
            try {
                return question.get();
            } catch (UnknownTopicOrPartitionException | LeaderNotAvailableException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
            }
            pause();
        }
    }

    private int millis(Collection<?> topics) {
        return Math.toIntExact(
                patience.plus(PATIENCE_A_TOPIC.multipliedBy(topics.size())).toMillis());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
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
