package io.dsel.client;

import io.dsel.aggregate.AggregateManifest;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.AggregatesFold;
import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.kind.KindFold;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The kinds, and the aggregates beside them, as the log declares them, live: a manifest counts a few milliseconds after the log has it. Reads the topics of
 * manifests from their beginning, at a position of its own, so it needs no group and no disk. Safe for use by many threads.
 */
public final class LiveKinds implements Supplier<Kinds>, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LiveKinds.class);
    private static final List<String> TOPICS = Stream.of(
                    KindFold.APPLIED,
                    KindFold.DELETED,
                    AggregatesFold.APPLIED,
                    AggregatesFold.PROMOTED,
                    AggregatesFold.DELETED)
            .map(Topics::of)
            .toList();
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final EventCodec codec;
    private final KindFold kindFold = new KindFold();
    private final AggregatesFold aggregatesFold = new AggregatesFold();
    private final Set<String> seen = new HashSet<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private final LogFollower follower;
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Set<String> followed = new HashSet<>();
    private volatile Kinds kinds = Kinds.BUILT_IN;
    private volatile Aggregates aggregates = Aggregates.BUILT_IN;

    /** Follows nothing yet; {@link #read()} is one step. */
    LiveKinds(Consumer<byte[], byte[]> consumer, EventCodec codec) {
        this.consumer = consumer;
        this.codec = codec;
        follower = new LogFollower("kinds and aggregates", consumer, this::read, codec::close);
    }

    /**
     * @param bootstrapServers Kafka's {@code host:port}, comma separated
     * @param registryUrl root of a schema registry that speaks Confluent's API
     * @param more further settings of the consumer, such as security
     */
    public static LiveKinds follow(String bootstrapServers, String registryUrl, Map<String, Object> more) {
        LiveKinds live = new LiveKinds(
                LogFollower.consumer(bootstrapServers, PATIENCE, more), new EventCodec(registryUrl, PATIENCE));
        live.follower.start();
        return live;
    }

    /** The kinds that are declared now; those that come with DSEL, before the log has been read. */
    @Override
    public Kinds get() {
        return kinds;
    }

    /** The aggregates that are declared now; those that come with DSEL, before the log has been read. */
    public Aggregates aggregates() {
        return aggregates;
    }

    /**
     * Waits until all that the log declared when this was made is known.
     *
     * @return whether it is
     */
    public boolean awaitReady(Duration patience) throws InterruptedException {
        return ready.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    /**
     * Waits until the event, one about a manifest, is known here.
     *
     * @return whether it is
     */
    public boolean awaitEvent(String eventId, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        synchronized (seen) {
            while (!seen.contains(eventId)) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(seen, left);
            }
            return true;
        }
    }

    @Override
    public void close() {
        follower.close();
    }

    /**
     * Takes in what is new in the log.
     *
     * @return false if nothing was ever declared
     * @throws RegistryUnavailableException if the registry does not answer; what it was needed for is read again
     */
    boolean read() {
        if (followed.size() < TOPICS.size()) {
            assign();
        }
        if (followed.isEmpty()) {
            ready.countDown();
            return false;
        }
        accept(consumer.poll(LogFollower.POLL));
        if (ready.getCount() > 0
                && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
            LOG.info(
                    "{} kinds and {} aggregates are declared",
                    kinds.all().size(),
                    aggregates.all().size());
            ready.countDown();
        }
        return true;
    }

    /** The consumer has moved past the whole batch; where that ends halfway, it goes back to what is not taken in yet. */
    private void accept(ConsumerRecords<byte[], byte[]> batch) {
        Map<TopicPartition, Long> next = new HashMap<>();
        for (TopicPartition partition : batch.partitions()) {
            next.put(partition, batch.records(partition).getFirst().offset());
        }
        boolean changed = false;
        try {
            for (ConsumerRecord<byte[], byte[]> record : batch) {
                changed |= accept(record);
                next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
            }
        } catch (RegistryUnavailableException e) {
            next.forEach(consumer::seek);
            throw e;
        } finally {
            if (changed) {
                publish();
            }
        }
    }

    private void publish() {
        kinds = kindFold.kinds();
        aggregates = aggregatesFold.aggregates();
        synchronized (seen) {
            seen.notifyAll();
        }
    }

    /**
     * Follows the topics that are there. Those of one sort of manifest are made together; on a log that is older than the
     * other sort, its topics come later.
     */
    private void assign() {
        Map<String, List<PartitionInfo>> there = consumer.listTopics();
        Set<String> found = new HashSet<>(TOPICS);
        found.retainAll(there.keySet());
        if (found.equals(followed)) {
            return;
        }
        List<TopicPartition> partitions = found.stream()
                .flatMap(topic -> there.get(topic).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions); // first, because the consumer complains of offsets of others
        ends.putAll(consumer.endOffsets(partitions));
        followed.addAll(found);
    }

    /** Whether there is something new. */
    private boolean accept(ConsumerRecord<byte[], byte[]> record) {
        try {
            Event event = codec.decode(record.value());
            if (event.kind().objectKind().equals(AggregateManifest.KIND)) {
                aggregatesFold.accept(event);
            } else {
                kindFold.accept(event);
            }
            synchronized (seen) {
                seen.add(event.meta().eventId());
            }
            return true;
        } catch (UnreadableEventException | InvalidEventException e) {
            LOG.warn(
                    "{}-{}@{} declares nothing: {}",
                    record.topic(),
                    record.partition(),
                    record.offset(),
                    e.getMessage());
            return false;
        }
    }
}
