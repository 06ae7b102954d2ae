package io.dsel.ingest.writer;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads what others, and the writer itself, have written to one partition of every event topic. For one thread. */
final class Follower implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final long STUCK = TimeUnit.SECONDS.toNanos(2);

    private final int partition;
    private final Directory directory;
    private final Consumer<String, byte[]> consumer;

    /** What the cluster has. */
    interface Directory {
        /** The names of all event topics, as the cluster says now. */
        Set<String> eventTopics();

        /** Up to where the partitions reach, with what is not committed yet. */
        Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions);

        /** Ends what keeps the partitions from being read and has nobody else to end it. */
        void release(Collection<TopicPartition> stuck);
    }

    /** Told how loading goes; may end it by an exception. */
    interface Progress {
        void told(String howFar);
    }

    private interface Reader {
        void read(ConsumerRecord<String, byte[]> record);
    }

    Follower(WriterSettings settings, int partition, Directory directory) {
        this(
                partition,
                directory,
                new KafkaConsumer<>(
                        settings.follower(partition), new StringDeserializer(), new ByteArrayDeserializer()));
    }

    /** @param consumer of nothing yet; closed with this */
    Follower(int partition, Directory directory, Consumer<String, byte[]> consumer) {
        this.partition = partition;
        this.directory = directory;
        this.consumer = consumer;
    }

    /**
     * Takes in all that is in the log now. The ends are those with what is not committed yet: the events of the writer
     * before may lie behind somebody else's open transaction, which is then waited for.
     */
    void load(PartitionState state, Progress progress) {
        Map<String, Long> from = new HashMap<>();
        TopicPartition control = new TopicPartition(Topics.WRITER_HEADS.name(), partition);
        consumer.assign(List.of(control));
        consumer.seekToBeginning(List.of(control));
        readTo(directory.ends(List.of(control)), progress, record -> restore(record, state, from));
        consumer.assign(List.of());
        follow(directory.eventTopics(), from);
        readTo(directory.ends(consumer.assignment()), progress, record -> observe(record, state));
    }

    /** Takes in what is there by now, without waiting. */
    void poll(PartitionState state) {
        consumer.poll(Duration.ZERO).forEach(record -> observe(record, state));
    }

    /** Follows those of the topics that are new, from their beginning. */
    void follow(Set<String> topics) {
        follow(topics, Map.of());
    }

    /** Up to where each topic was followed. */
    Map<String, Long> followed() {
        Map<String, Long> offsets = new HashMap<>();
        consumer.assignment().forEach(one -> offsets.put(one.topic(), consumer.position(one)));
        return offsets;
    }

    @Override
    public void close() {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private void follow(Set<String> topics, Map<String, Long> from) {
        Set<TopicPartition> known = consumer.assignment();
        List<TopicPartition> added = topics.stream()
                .map(topic -> new TopicPartition(topic, partition))
                .filter(one -> !known.contains(one))
                .toList();
        if (added.isEmpty()) {
            return;
        }
        List<TopicPartition> all = new ArrayList<>(known);
        all.addAll(added);
        consumer.assign(all);
        added.forEach(one -> consumer.seek(one, from.getOrDefault(one.topic(), 0L)));
    }

    private void readTo(Map<TopicPartition, Long> ends, Progress progress, Reader reader) {
        Map<TopicPartition, Long> left = new HashMap<>(ends);
        left.values().removeIf(end -> end == 0);
        long read = 0;
        long stuckSince = System.nanoTime();
        while (!left.isEmpty()) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(PAUSE)) {
                reader.read(record);
                read++;
                stuckSince = System.nanoTime();
            }
            if (System.nanoTime() - stuckSince > STUCK) {
                directory.release(left.keySet());
                stuckSince = System.nanoTime();
            }
            left.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            progress.told("has read " + read + " records; not read to their ends: " + left.keySet());
        }
    }

    private void restore(ConsumerRecord<String, byte[]> record, PartitionState state, Map<String, Long> from) {
        if (record.key().equals(Notes.CHECKPOINT)) {
            from.clear();
            from.putAll(Notes.readCheckpoint(record.value()));
        } else if (Notes.isEntity(record.key())) {
            state.restore(record.key(), Notes.readHead(partition, record.value()));
        }
    }

    private static void observe(ConsumerRecord<String, byte[]> record, PartitionState state) {
        if (record.key() == null || !Notes.isEntity(record.key())) {
            return; // no entity: those who read the log for its events send it to the dead letters
        }
        try {
            LogPosition position = new LogPosition(record.topic(), record.partition(), record.offset());
            EventOrder order = EventCodec.order(record.value());
            if (!state.holds(order.eventId(), position)) { // as it does what its own writer appended
                Fingerprint fingerprint = Fingerprint.of(record.topic(), record.value());
                state.observe(record.key(), order, fingerprint, new Placed(position, record.timestamp()));
            }
        } catch (UnreadableEventException e) {
            // Those who read the log for its events send it to the dead letters; here it is no event.
            LOG.debug("passes over {}-{}/{}: {}", record.topic(), record.partition(), record.offset(), e.getMessage());
        }
    }
}
