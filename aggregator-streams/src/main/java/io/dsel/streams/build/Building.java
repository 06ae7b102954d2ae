package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import io.dsel.build.Build;
import io.dsel.streams.topology.PastEvents;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/** One round of a build at work. For one thread. */
final class Building implements AutoCloseable {
    private final Aggregate aggregate;
    private final EventMerge events;
    private final PastEvents past;
    private final Producer<String, byte[]> journal;
    private final InstantSource clock;
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private Build build;

    /**
     * @param events from the build's positions to its ends; closed with this
     * @param journal stays the caller's
     */
    Building(
            Build build,
            Aggregate aggregate,
            EventMerge events,
            PastEvents past,
            Producer<String, byte[]> journal,
            InstantSource clock) {
        this.build = build;
        this.aggregate = aggregate;
        this.events = events;
        this.past = past;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Notes some events; when this returns, the journal has them.
     *
     * @param most events
     * @param nanos about how long it may take
     * @return how far the build is now
     * @throws KafkaException if the journal has not taken them all
     */
    Build step(int most, long nanos) {
        long deadline = System.nanoTime() + nanos;
        int noted = 0;
        while (noted < most && !events.isAtEnd() && System.nanoTime() - deadline < 0) {
            Optional<ConsumerRecord<String, byte[]>> record = events.next();
            if (record.isPresent()) {
                past.entries(record.get(), aggregate)
                        .forEach(entry -> journal.send(entry, (metadata, error) -> failure.compareAndSet(null, error)));
                noted++;
            }
        }
        journal.flush();
        if (failure.get() != null) {
            throw new KafkaException("the journal has not taken an event of the log", failure.get());
        }
        build = build.at(events.positions(), noted, clock.instant());
        return build;
    }

    Aggregate aggregate() {
        return aggregate;
    }

    /** How far it is. */
    Build build() {
        return build;
    }

    @Override
    public void close() {
        events.close();
    }
}
