package io.dsel.sink.log;

import io.dsel.avro.RegistryUnavailableException;
import io.dsel.sink.bulk.BulkWriter;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads, hands on, commits: one thread that never waits for OpenSearch. An offset is committed when all before it is
 * settled, within the commit interval; so the group's committed offsets are what the index has, up to a refresh.
 */
final class IndexingLoop {
    private static final Logger LOG = LoggerFactory.getLogger(IndexingLoop.class);
    private static final Duration BUSY_POLL = Duration.ofMillis(5);
    private static final Duration IDLE_POLL = Duration.ofMillis(100);
    private static final Duration REGISTRY_RETRY = Duration.ofSeconds(1);

    /** How long partitions that go to another instance, or a stop, wait for what is under way. */
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Documents documents;
    private final InFlight inFlight;
    private final Lane events;
    private final Lane heads;
    private final Flow flow;
    private final RateLimit rate;
    private final SinkMetrics metrics;
    private final long commitNanos;
    private final LongSupplier nanoTime;
    private final Offsets offsets = new Offsets();
    private long bytesInFlight;
    private long lastCommit;
    private boolean assignedAnew;
    private volatile String registryProblem;

    IndexingLoop(
            Consumer<byte[], byte[]> consumer,
            Documents documents,
            InFlight inFlight,
            BulkWriter<LogItem> writer,
            SinkSettings settings,
            RateLimit rate,
            SinkMetrics metrics,
            LongSupplier nanoTime) {
        this.consumer = consumer;
        this.documents = documents;
        this.inFlight = inFlight;
        this.events = Lane.unordered(writer, settings.limits());
        this.heads = Lane.ordered(writer, settings.limits());
        this.flow = new Flow(consumer, settings.limits().bytesInFlight(), rate, REGISTRY_RETRY.toNanos());
        this.rate = rate;
        this.metrics = metrics;
        this.commitNanos = settings.commitInterval().toNanos();
        this.nanoTime = nanoTime;
        consumer.subscribe(settings.topics(), new Rebalance());
    }

    /** One round; returns within a tenth of a second. */
    void step() throws InterruptedException {
        boolean busy = bytesInFlight > 0 || offsets.hasChanges() || rate.isSpent(nanoTime.getAsLong());
        ConsumerRecords<byte[], byte[]> records = consumer.poll(busy ? BUSY_POLL : IDLE_POLL);
        assignAnew();
        long now = nanoTime.getAsLong();
        rate.spend(records.count(), now);
        for (TopicPartition partition : records.partitions()) {
            accept(partition, records.records(partition), now);
        }
        for (Map.Entry<TopicPartition, OffsetAndMetadata> next :
                records.nextOffsets().entrySet()) {
            if (!flow.isHeld(next.getKey())) {
                offsets.readUpTo(next.getKey(), next.getValue().offset());
            }
        }
        events.send(now);
        heads.send(now);
        inFlight.drain(Duration.ZERO, this::settle);
        flow.regulate(bytesInFlight, now);
        metrics.bytesInFlight(bytesInFlight);
        if (now - lastCommit >= commitNanos && offsets.hasChanges()) {
            lastCommit = now;
            commit();
        }
    }

    /** Waits a while for what is under way, and commits what is settled. */
    void finish() throws InterruptedException {
        drain();
        commitNow(consumer.assignment());
    }

    /** Why some records wait for the schema registry, or null. */
    String registryProblem() {
        return registryProblem;
    }

    /**
     * Has the partitions assigned anew once after a start. A leader with an instance id that comes back goes on with what was
     * assigned before, and takes all topics that are there by then for assigned: one that was made while it was away would be
     * read by nobody until another is made.
     */
    private void assignAnew() {
        if (!assignedAnew && !consumer.assignment().isEmpty()) {
            assignedAnew = true;
            consumer.enforceRebalance("topics may have been made while this instance was away");
        }
    }

    private void accept(TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records, long now) {
        for (ConsumerRecord<byte[], byte[]> record : records) {
            LogItem item;
            try {
                item = documents.read(record);
            } catch (RegistryUnavailableException e) {
                LOG.warn("{} waits at offset {}: {}", partition, record.offset(), e.getMessage());
                registryProblem = e.getMessage();
                flow.hold(partition, record.offset(), now);
                return;
            } catch (RuntimeException e) {
                // Whatever is wrong with it, it would be wrong again: the dead letters keep it, and the rest goes on.
                item = LogItem.unreadable(record);
                open(item);
                inFlight.rejected(item, reason(e));
                continue;
            }
            open(item);
            Lane lane = Documents.isHead(record) ? heads : events;
            LogItem needless = lane.add(item, now);
            if (needless != null) {
                bytesInFlight -= needless.bytes();
                metrics.superseded();
            }
        }
        registryProblem = flow.isHolding() ? registryProblem : null;
    }

    private void open(LogItem item) {
        offsets.open(item.partition(), item.record().offset());
        bytesInFlight += item.bytes();
    }

    private void settle(LogItem item) {
        offsets.settle(item.partition(), item.offsets());
        bytesInFlight -= item.bytes();
    }

    private void commit() {
        Map<TopicPartition, OffsetAndMetadata> committable = offsets.takeCommittable();
        if (committable.isEmpty()) {
            return;
        }
        consumer.commitAsync(committable, (committed, error) -> {
            if (error != null) {
                LOG.info("a commit is tried again: {}", error.toString());
                offsets.uncommitted(committed.keySet());
            }
        });
    }

    private void commitNow(Collection<TopicPartition> partitions) {
        Map<TopicPartition, OffsetAndMetadata> committable = offsets.committable(partitions);
        if (committable.isEmpty()) {
            return;
        }
        try {
            consumer.commitSync(committable, DRAIN);
        } catch (KafkaException e) {
            LOG.warn("a last commit failed; what it covers is read, and found in the index, again: {}", e.toString());
        }
    }

    private void drain() throws InterruptedException {
        long end = nanoTime.getAsLong() + DRAIN.toNanos();
        while (bytesInFlight > 0 && inFlight.stopReason() == null && nanoTime.getAsLong() - end < 0) {
            long now = nanoTime.getAsLong();
            events.send(now);
            heads.send(now);
            inFlight.drain(BUSY_POLL, this::settle);
        }
    }

    private static String reason(RuntimeException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return e.getCause() == null ? reason : reason + ": " + e.getCause().getMessage();
    }

    /** What is under way for a partition that leaves is finished or dropped; either way its next owner reads on from what was settled. */
    private final class Rebalance implements ConsumerRebalanceListener {
        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            LOG.debug("assigned {}", partitions);
            flow.reassigned();
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            if (partitions.isEmpty()) {
                return;
            }
            try {
                drain();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            commitNow(partitions);
            forget(partitions);
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            forget(partitions);
        }

        private void forget(Collection<TopicPartition> partitions) {
            offsets.forget(partitions);
            flow.reassigned();
        }
    }
}
