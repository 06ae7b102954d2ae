package io.dsel.sink.log;

import io.dsel.avro.RegistryUnavailableException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Which partitions are read. None while too much is in flight, until half of it is settled; and not one whose next
 * record needs a schema while the registry is away; and none while a rebuild is ahead of its rate. The poll itself always
 * goes on.
 */
final class Flow {
    private final Consumer<?, ?> consumer;
    private final long limit;
    private final RateLimit rate;
    private final long retryNanos;
    private final Map<TopicPartition, Long> held = new HashMap<>();
    private boolean closed;
    private boolean changed;

    /**
     * @param limit bytes in flight
     * @param retryNanos after which a held partition is tried again
     */
    Flow(Consumer<?, ?> consumer, long limit, RateLimit rate, long retryNanos) {
        this.consumer = consumer;
        this.limit = limit;
        this.rate = rate;
        this.retryNanos = retryNanos;
    }

    /** The record at that offset is to be read again, later. For a {@link RegistryUnavailableException}. */
    void hold(TopicPartition partition, long offset, long now) {
        consumer.seek(partition, offset);
        held.put(partition, now + retryNanos);
        changed = true;
    }

    /** Partitions were gained or lost. */
    void reassigned() {
        changed = true;
    }

    boolean isHolding() {
        return !held.isEmpty();
    }

    boolean isHeld(TopicPartition partition) {
        return held.containsKey(partition);
    }

    /** Pauses and resumes as needed. */
    void regulate(long bytesInFlight, long now) {
        boolean full = closed ? bytesInFlight > limit / 2 : bytesInFlight >= limit;
        boolean close = full || rate.isSpent(now);
        changed |= close != closed;
        closed = close;
        changed |= held.values().removeIf(until -> until - now <= 0);
        if (!changed) {
            return;
        }
        changed = false;
        held.keySet().retainAll(consumer.assignment());
        Set<TopicPartition> paused = closed ? consumer.assignment() : held.keySet();
        Set<TopicPartition> toResume = new HashSet<>(consumer.paused());
        toResume.removeAll(paused);
        consumer.resume(toResume);
        consumer.pause(paused);
    }
}
