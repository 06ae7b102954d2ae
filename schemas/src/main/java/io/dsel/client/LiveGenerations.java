package io.dsel.client;

import io.dsel.index.Generations;
import io.dsel.json.SyntaxException;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The generations of the index as the log has them, live: a step counts a few milliseconds after it was written. Where
 * the log has none yet, nothing was ever rebuilt. Safe for use by many threads.
 */
public final class LiveGenerations implements Supplier<Generations>, AutoCloseable {
    /** All of it lies in one partition, so there is one order of steps. */
    public static final TopicPartition PARTITION = new TopicPartition(Topics.INDEX.name(), 0);

    private static final Logger LOG = LoggerFactory.getLogger(LiveGenerations.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final LogFollower follower;
    private Generations generations = Generations.FIRST;
    private boolean following;
    private boolean ready;
    private long end;
    private long position;

    /** Follows nothing yet; {@link #read()} is one step. */
    LiveGenerations(Consumer<byte[], byte[]> consumer) {
        this.consumer = consumer;
        follower = new LogFollower("generations of the index", consumer, this::read, () -> {});
    }

    /** @param bootstrapServers Kafka's {@code host:port}, comma separated */
    public static LiveGenerations follow(String bootstrapServers) {
        LiveGenerations live = new LiveGenerations(LogFollower.consumer(bootstrapServers, PATIENCE, Map.of()));
        live.follower.start();
        return live;
    }

    /**
     * What the log has now.
     *
     * @throws KafkaException if the broker does not answer within the patience
     */
    public static Generations now(String bootstrapServers, Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        try (Consumer<byte[], byte[]> consumer = LogFollower.consumer(bootstrapServers, patience, Map.of())) {
            LiveGenerations once = new LiveGenerations(consumer);
            do {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("the log did not tell the generations of the index within " + patience);
                }
                once.read();
            } while (!once.isReady());
            return once.get();
        }
    }

    /** Those that are known; {@link Generations#FIRST} before the log has been read. */
    @Override
    public synchronized Generations get() {
        return generations;
    }

    /** Whether all is known that the log had when this was made. */
    public synchronized boolean isReady() {
        return ready;
    }

    /** Waits until all is known that the log had when this was made. @return whether it is */
    public synchronized boolean awaitReady(Duration patience) throws InterruptedException {
        return await(() -> ready, patience);
    }

    /** Waits until those known are others than these. @return whether they are */
    public synchronized boolean awaitChange(Generations from, Duration patience) throws InterruptedException {
        return await(() -> !generations.equals(from), patience);
    }

    /** Waits until everything before this offset is known. @return whether it is */
    public synchronized boolean awaitOffset(long offset, Duration patience) throws InterruptedException {
        return await(() -> position >= offset, patience);
    }

    @Override
    public void close() {
        follower.close();
    }

    /**
     * Takes in what is new in the log.
     *
     * @return false if there is no such topic yet
     */
    boolean read() {
        if (!following && !assign()) {
            return false;
        }
        Generations newest = get();
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(LogFollower.POLL)) {
            newest = read(record, newest);
        }
        publish(newest, consumer.position(PARTITION));
        return true;
    }

    private boolean assign() {
        if (consumer.partitionsFor(PARTITION.topic()).isEmpty()) {
            synchronized (this) {
                ready = true; // nothing was ever rebuilt
                notifyAll();
            }
            return false;
        }
        consumer.assign(List.of(PARTITION));
        long known = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
        synchronized (this) {
            end = known;
            following = true;
        }
        return true;
    }

    private synchronized void publish(Generations newest, long at) {
        if (!newest.equals(generations)) {
            LOG.info(
                    "generation {} of the index is read; candidate {}, previous {}",
                    newest.live(),
                    newest.candidate(),
                    newest.previous());
        }
        generations = newest;
        position = at;
        ready |= at >= end;
        notifyAll();
    }

    private static Generations read(ConsumerRecord<byte[], byte[]> record, Generations before) {
        try {
            return Generations.read(record.value());
        } catch (SyntaxException | IllegalArgumentException e) {
            LOG.error(
                    "{}@{} says nothing of generations, and is passed over: {}",
                    PARTITION,
                    record.offset(),
                    e.getMessage());
            return before;
        }
    }

    private boolean await(Supplier<Boolean> condition, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.get()) {
            long left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }
}
