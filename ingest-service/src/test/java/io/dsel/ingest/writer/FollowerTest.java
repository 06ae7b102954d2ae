package io.dsel.ingest.writer;

import static io.dsel.ingest.writer.SampleEvents.DELETIONS;
import static io.dsel.ingest.writer.SampleEvents.TOPIC;
import static io.dsel.ingest.writer.SampleEvents.value;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.avro.EventCodec;
import io.dsel.event.LogPosition;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

/** What a writer that has taken a partition over knows, from what lies in the log. */
class FollowerTest {
    private static final int PARTITION = 2;
    private static final String CONTROL = Topics.WRITER_HEADS.name();
    private static final long WINDOW = 3_600_000;

    private final Map<String, List<ConsumerRecord<String, byte[]>>> log = new HashMap<>();
    private final LogConsumer consumer = new LogConsumer();
    private final PartitionState state = new PartitionState(WINDOW, 1_000);
    private long logTime = 1_000;

    /** Gives what lies in the log from where it is told to begin. */
    private final class LogConsumer extends MockConsumer<String, byte[]> {
        private final List<LogPosition> read = new ArrayList<>();

        LogConsumer() {
            super("earliest");
        }

        @Override
        public synchronized ConsumerRecords<String, byte[]> poll(Duration timeout) {
            for (TopicPartition one : assignment()) {
                for (ConsumerRecord<String, byte[]> record : records(one.topic())) {
                    if (record.offset() >= position(one)) {
                        addRecord(record);
                        read.add(new LogPosition(record.topic(), record.partition(), record.offset()));
                    }
                }
            }
            return super.poll(timeout);
        }
    }

    private final class LogDirectory extends NoTopics {
        @Override
        public Set<String> eventTopics() {
            return Set.of(TOPIC, DELETIONS);
        }

        @Override
        public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            partitions.forEach(one -> ends.put(one, (long) records(one.topic()).size()));
            return ends;
        }
    }

    @Test
    void withoutACheckpointTheLogIsReadFromItsBeginning() {
        append(TOPIC, "Widget/a/1", value("a", 10, "body"));
        append(TOPIC, "Widget/a/1", value("b", 30, "body"));
        append(TOPIC, "Widget/a/1", value("c", 20, "body"));
        append(DELETIONS, "Widget/a/2", value("d", 5, "body"));
        load();
        assertEquals("b", state.head("Widget/a/1").order().eventId());
        assertTrue(state.head("Widget/a/2").deletion());
        assertEquals(4, state.idsKnown());
    }

    @Test
    void whatOneWriterKnewTheNextKnowsAndReadsNoMoreThanItMust() {
        for (int i = 0; i < 5; i++) {
            append(TOPIC, "Widget/a/1", value("old-" + i, i, "body"));
        }
        logTime += 2 * WINDOW;
        for (int i = 0; i < 5; i++) {
            append(TOPIC, "Widget/b/" + i, value("new-" + i, i, "body"));
        }
        PartitionState before = afterAllThatIsThere();
        new Checkpoint(PARTITION, 0, 0)
                .take(before, () -> Map.of(TOPIC, 10L), 1)
                .forEach(note -> append(CONTROL, note.key(), note.value()));
        append(TOPIC, "Widget/b/0", value("behind the checkpoint", 100, "body"));

        load();
        assertEquals(
                5,
                consumer.read.stream()
                        .filter(position -> position.topic().equals(TOPIC))
                        .mapToLong(LogPosition::offset)
                        .min()
                        .orElseThrow());
        assertEquals("behind the checkpoint", state.head("Widget/b/0").order().eventId());
        assertEquals(before.head("Widget/a/1"), state.head("Widget/a/1"));
        for (int i = 0; i < 5; i++) {
            assertNotNull(state.known("Widget/b/" + i, "new-" + i));
        }
        assertNotNull(state.known("Widget/a/1", "old-4"), "a head is known for ever");
        assertNull(state.known("Widget/a/1", "old-3"), "neither in the window nor a head");
    }

    @Test
    void anUnfinishedCheckpointChangesNothing() {
        append(TOPIC, "Widget/a/1", value("a", 10, "body"));
        append(TOPIC, "Widget/a/1", value("b", 20, "body"));
        PartitionState before = afterAllThatIsThere();
        ProducerRecord<String, byte[]> head = Notes.head(PARTITION, "Widget/a/1", before.head("Widget/a/1"));
        append(CONTROL, head.key(), head.value());
        append(CONTROL, Notes.PROOF, Notes.proof(PARTITION).value());
        load();
        assertEquals(before.head("Widget/a/1"), state.head("Widget/a/1"));
        assertEquals(2, state.idsKnown());
    }

    @Test
    void whatIsNoEventOrHasNoEntityIsPassedOver() {
        append(TOPIC, "Widget/a/1", value("a", 10, "body"));
        append(TOPIC, null, value("b", 10, "body"));
        append(TOPIC, Notes.CHECKPOINT, value("c", 10, "body"));
        append(TOPIC, "Widget/a/1", null);
        append(TOPIC, "Widget/a/1", new byte[] {1, 2, 3});
        append(TOPIC, "Widget/a/1", new byte[] {0, 0, 0, 0, 1, -1, -1, -1, -1, 15});
        append(TOPIC, "Widget/a/2", value("d", 10, "body"));
        load();
        assertEquals(2, state.entities());
        assertEquals(2, state.idsKnown());
    }

    private void load() {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        for (String topic : List.of(CONTROL, TOPIC, DELETIONS)) {
            beginnings.put(new TopicPartition(topic, PARTITION), 0L);
        }
        consumer.updateBeginningOffsets(beginnings);
        new Follower(PARTITION, new LogDirectory(), consumer).load(state, howFar -> {});
    }

    private PartitionState afterAllThatIsThere() {
        PartitionState after = new PartitionState(WINDOW, 1_000);
        for (ConsumerRecord<String, byte[]> record : records(TOPIC)) {
            after.observe(
                    record.key(),
                    EventCodec.order(record.value()),
                    Fingerprint.of(record.topic(), record.value()),
                    new Placed(new LogPosition(TOPIC, PARTITION, record.offset()), record.timestamp()));
        }
        return after;
    }

    private void append(String topic, String key, byte[] value) {
        records(topic)
                .add(new ConsumerRecord<>(
                        topic,
                        PARTITION,
                        records(topic).size(),
                        logTime,
                        TimestampType.LOG_APPEND_TIME,
                        0,
                        0,
                        key,
                        value,
                        new RecordHeaders(),
                        Optional.empty()));
    }

    private List<ConsumerRecord<String, byte[]>> records(String topic) {
        return log.computeIfAbsent(topic, name -> new ArrayList<>());
    }
}
