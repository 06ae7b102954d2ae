package io.dsel.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.Token;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.EndOfLog;
import io.dsel.gateway.read.Scope;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import org.apache.kafka.common.utils.Utils;

/** Questions to the broker about topics, offsets and groups. */
public final class Broker implements EndOfLog, AutoCloseable {
    /** For questions that no caller is waiting for with a deadline of its own. */
    public static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final Duration FOR_ITS_NAME = Duration.ofMillis(500);

    private final Admin admin;
    private final FirstRecords firstRecords;
    private volatile String clusterId;
    private volatile Deadline shunnedUntil = Deadline.in(Duration.ZERO);

    public Broker(String bootstrapServers) {
        this.admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                3000,
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis(),
                AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                200));
        this.firstRecords = new FirstRecords(bootstrapServers);
    }

    /** @throws LogUnavailableException if the broker does not answer */
    public String clusterId(Deadline deadline) {
        if (clusterId == null) {
            clusterId = await("its id", admin.describeCluster().clusterId(), deadline);
        }
        return clusterId;
    }

    @Override
    public Optional<String> clusterId() {
        if (clusterId == null && shunnedUntil.isPast()) {
            try {
                clusterId(Deadline.in(FOR_ITS_NAME));
            } catch (LogUnavailableException e) {
                shunnedUntil = Deadline.in(PATIENCE);
            }
        }
        return Optional.ofNullable(clusterId);
    }

    /** @throws LogUnavailableException if the broker does not answer */
    public KindCatalogue kinds(Kinds declared, Deadline deadline) {
        Predicate<String> ours = Topics.EVENTS.asMatchPredicate().or(Topics.AGGREGATES.asMatchPredicate());
        return KindCatalogue.of(partitions(ours, deadline), declared);
    }

    /**
     * Where a group's committed offsets stand; nothing for a group that never committed.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    public Offsets committed(String group, Deadline deadline) {
        Map<TopicPartition, Long> next = new HashMap<>();
        try {
            Map<TopicPartition, OffsetAndMetadata> committed = await(
                    "offsets of " + group,
                    admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(),
                    deadline);
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
    public Offsets ends(Predicate<String> topics, Deadline deadline) {
        return ends(new Scope(topics, Optional.empty(), false), deadline);
    }

    /** The ends of the partitions that a question is about. */
    public Offsets ends(Scope scope, Deadline deadline) {
        Set<TopicPartition> partitions = new HashSet<>();
        partitions(scope.topics(), deadline).forEach((topic, count) -> {
            if (scope.entity().isPresent()) {
                partitions.add(
                        new TopicPartition(topic, partition(scope.entity().get().text(), count)));
            } else {
                for (int i = 0; i < count; i++) {
                    partitions.add(new TopicPartition(topic, i));
                }
            }
        });
        return offsets(partitions, OffsetSpec.latest(), deadline);
    }

    /** The first offsets that are still there, of the same partitions. */
    Offsets beginnings(Offsets ends, Deadline deadline) {
        Set<TopicPartition> partitions = new HashSet<>();
        ends.next().forEach((topic, offsets) -> offsets.keySet()
                .forEach(partition -> partitions.add(new TopicPartition(topic, partition))));
        return offsets(partitions, OffsetSpec.earliest(), deadline);
    }

    @Override
    public Token now(Scope scope, Deadline deadline) {
        Offsets ends = ends(scope, deadline);
        if (scope.derived()) {
            ends = ends.and(ends(Scope.ofAllEvents(), deadline));
        }
        return new Token(clusterId(deadline), ends.covered());
    }

    /**
     * What lies between these offsets and those. Offsets alone do not tell, because the end of a transaction takes one
     * too; so where they differ the log itself is read.
     *
     * @throws LogUnavailableException if the broker does not answer
     */
    public Backlog backlog(Offsets from, Offsets to, Deadline deadline) {
        return firstRecords.backlog(from.missing(to), to, deadline);
    }

    @Override
    public void close() {
        firstRecords.close();
        admin.close(Duration.ofSeconds(1));
    }

    /** The partition that the producers put an entity's events into. */
    static int partition(String key, int count) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count;
    }

    private Offsets offsets(Set<TopicPartition> partitions, OffsetSpec spec, Deadline deadline) {
        Map<TopicPartition, OffsetSpec> wanted = partitions.stream().collect(Collectors.toMap(at -> at, at -> spec));
        Map<TopicPartition, ListOffsetsResultInfo> found = await(
                "offsets of topics",
                admin.listOffsets(wanted, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
                        .all(),
                deadline);
        Map<TopicPartition, Long> next = new HashMap<>();
        found.forEach((at, offset) -> next.put(at, offset.offset()));
        return Offsets.of(next);
    }

    /** Topic to its number of partitions. */
    private Map<String, Integer> partitions(Predicate<String> topics, Deadline deadline) {
        Set<String> names = new HashSet<>(await("its topics", admin.listTopics().names(), deadline));
        names.removeIf(topics.negate());
        Map<String, TopicDescription> described =
                await("its topics", admin.describeTopics(names).allTopicNames(), deadline);
        return described.values().stream().collect(Collectors.toMap(TopicDescription::name, topic -> topic.partitions()
                .size()));
    }

    private static <T> T await(String what, KafkaFuture<T> future, Deadline deadline) {
        try {
            return future.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new LogUnavailableException("the broker did not tell " + what + " in time", e);
        } catch (ExecutionException e) {
            throw new LogUnavailableException(
                    "the broker did not tell " + what + ": " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while asking the broker for " + what, e);
        }
    }
}
