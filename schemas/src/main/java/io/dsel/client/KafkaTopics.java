package io.dsel.client;

import io.dsel.aggregate.Aggregate;
import io.dsel.event.EventKind;
import io.dsel.kind.Kind;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TimeoutException;

/** The topics that a producer has seen with its own eyes: they exist, with the right partitions, and it can write to them. */
final class KafkaTopics implements AutoCloseable {
    private static final int WAITING_AT_ONCE = 64;

    private final Admin admin;
    private final TopicCreator creator;
    private final Producer<String, byte[]> producer;
    private final Duration patience;
    private final Map<EventKind, String> ready = new ConcurrentHashMap<>();
    private final Lock creation = new ReentrantLock();

    /** @param patience how long one creation waits for another */
    KafkaTopics(Admin admin, TopicCreator creator, Producer<String, byte[]> producer, Duration patience) {
        this.admin = admin;
        this.creator = creator;
        this.producer = producer;
        this.patience = patience;
    }

    /** The kind's topic, made first where it does not exist. */
    String ready(EventKind kind) {
        String topic = ready.get(kind);
        if (topic != null) {
            return topic;
        }
        create(List.of(kind));
        return ready.get(kind);
    }

    /**
     * Makes the topics in one request and returns when the producer can write to them: a broker hears of a new topic a
     * moment after the controller has made it. One creation at a time, so that a burst of a new kind asks once.
     *
     * @return the names of those that were not there before
     */
    Set<String> create(Collection<EventKind> kinds) {
        return create(kinds, Optional.empty());
    }

    /** Makes the topics of a kind's events, or lets those that are there keep events as long as the kind says. */
    void create(Kind kind) {
        Optional<Duration> retention = kind.manifest().topics().retention();
        create(kind.eventKinds(), retention);
        creator.keep(kind.eventKinds().stream().map(Topics::of).toList(), retention);
    }

    /** Makes an aggregate's topic, or lets the one that is there keep events as long as the aggregate says. */
    void create(Aggregate aggregate) {
        Optional<Duration> retention = aggregate.manifest().topics().retention();
        create(List.of(aggregate.kind()), retention);
        creator.keep(List.of(Topics.of(aggregate.kind())), retention);
    }

    private Set<String> create(Collection<EventKind> kinds, Optional<Duration> retention) {
        if (ready.keySet().containsAll(kinds)) {
            return Set.of();
        }
        lockCreation();
        try {
            List<EventKind> unseen = kinds.stream()
                    .filter(kind -> !ready.containsKey(kind))
                    .distinct()
                    .toList();
            if (unseen.isEmpty()) {
                return Set.of();
            }
            Set<String> created = creator.ensure(
                    unseen.stream().map(kind -> Topics.forKind(kind, retention)).toList());
            see(unseen);
            return created;
        } finally {
            creation.unlock();
        }
    }

    @Override
    public void close() {
        admin.close();
    }

    static String clusterId(Admin admin) {
        try {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker does not answer: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
        }
    }

    /**
     * Waits until the producer knows where each topic's partitions are. It asks at most every 100 ms, but for all topics
     * that anybody waits for then, so many wait at a time.
     */
    private void see(List<EventKind> kinds) {
        try (ExecutorService waiting = Executors.newFixedThreadPool(Math.min(kinds.size(), WAITING_AT_ONCE))) {
            List<CompletableFuture<Void>> seen = kinds.stream()
                    .map(kind -> CompletableFuture.runAsync(() -> see(kind), waiting))
                    .toList();
            seen.forEach(CompletableFuture::join);
        } catch (CompletionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    private void see(EventKind kind) {
        producer.partitionsFor(Topics.of(kind));
        ready.put(kind, Topics.of(kind));
    }

    private void lockCreation() {
        try {
            if (!creation.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new TimeoutException("other topics are still being made after " + patience.toMillis() + " ms");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for a topic", e);
        }
    }
}
