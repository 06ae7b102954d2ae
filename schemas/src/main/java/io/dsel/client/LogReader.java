package io.dsel.client;

import io.dsel.event.LogPosition;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Reads single records of the log by their position: in a millisecond or two, whatever the log's length. Safe for use by
 * many threads; each read has one of a few consumers to itself.
 */
public final class LogReader implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<KafkaConsumer<String, byte[]>> consumers;
    private final BlockingQueue<KafkaConsumer<String, byte[]>> idle;

    /**
     * @param bootstrapServers Kafka's {@code host:port}, comma separated
     * @param width reads at a time; others wait
     * @param more further settings of the consumers
     */
    public LogReader(String bootstrapServers, int width, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
        // The broker sends whole batches and at least one, so this is the one that holds the record.
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 1);
        // After the last record the consumer asks for more, and the next read's fetch would wait behind that.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 1);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
        consumers = Stream.generate(
                        () -> new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer()))
                .limit(width)
                .toList();
        idle = new ArrayBlockingQueue<>(width, false, consumers);
    }

    /**
     * The record at that position, as the log has it.
     *
     * @throws NoRecordException if there is none, because the log does not reach so far, no longer has it, or has the
     *     mark of a transaction or a part of one that was given up there
     * @throws KafkaException if the broker does not answer
     */
    public ConsumerRecord<String, byte[]> read(LogPosition position) {
        KafkaConsumer<String, byte[]> consumer = take();
        try {
            return read(consumer, position);
        } finally {
            idle.add(consumer);
        }
    }

    @Override
    public void close() {
        // Waits for the reads under way, because a consumer may not be closed under another thread's hands.
        for (int i = 0; i < consumers.size(); i++) {
            take().close();
        }
    }

    private static ConsumerRecord<String, byte[]> read(KafkaConsumer<String, byte[]> consumer, LogPosition position) {
        TopicPartition partition = new TopicPartition(position.topic(), position.partition());
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, position.offset());
            ConsumerRecords<String, byte[]> records = consumer.poll(PATIENCE);
            if (records.isEmpty()
                    && consumer.position(partition) == position.offset()
                    && consumer.endOffsets(List.of(partition)).get(partition) > position.offset()) {
                throw new TimeoutException("the log did not give " + position + " within " + PATIENCE);
            }
            for (ConsumerRecord<String, byte[]> record : records) {
                if (record.offset() == position.offset()) {
                    return record;
                }
            }
            throw new NoRecordException(position);
        } catch (InvalidOffsetException e) {
            throw new NoRecordException(position);
        }
    }

    private KafkaConsumer<String, byte[]> take() {
        try {
            KafkaConsumer<String, byte[]> consumer = idle.poll(2 * PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (consumer == null) {
                throw new TimeoutException("no consumer became free within " + 2 * PATIENCE.toSeconds() + " s");
            }
            return consumer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting to read the log", e);
        }
    }
}
