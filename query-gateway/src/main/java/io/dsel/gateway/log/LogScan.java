package io.dsel.gateway.log;

import io.dsel.gateway.read.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions from their beginning to ends that were looked at before, and keeps nothing. */
final class LogScan implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int AT_A_TIME = 4;

    private final Consumers consumers;

    LogScan(String bootstrapServers) {
        this.consumers = new Consumers(bootstrapServers, AT_A_TIME);
    }

    /**
     * Hands over every committed record before the ends, those of one partition in their order.
     *
     * @param beginnings the first offsets that are still there; asked of the broker, because a consumer that has to find
     *     them by itself takes a second for it
     * @throws LogUnavailableException if it did not come to the ends by the deadline
     */
    void read(Offsets beginnings, Offsets ends, Deadline deadline, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        Map<TopicPartition, Long> open = new HashMap<>();
        ends.next()
                .forEach((topic, partitions) -> partitions.forEach((partition, end) -> {
                    if (end > beginnings.next(topic, partition)) {
                        open.put(new TopicPartition(topic, partition), end);
                    }
                }));
        if (open.isEmpty()) {
            return;
        }
        KafkaConsumer<byte[], byte[]> consumer = consumers.take(deadline);
        boolean fit = false;
        try {
            consumer.assign(open.keySet());
            consumer.resume(open.keySet()); // those that were assigned before are still paused
            open.keySet().forEach(at -> consumer.seek(at, beginnings.next(at.topic(), at.partition())));
            read(consumer, open, deadline, reader);
            fit = true;
        } catch (KafkaException e) {
            throw new LogUnavailableException("the log cannot be read: " + e.getMessage(), e);
        } finally {
            consumers.giveBack(consumer, fit);
        }
    }

    @Override
    public void close() {
        consumers.close();
    }

    private static void read(
            KafkaConsumer<byte[], byte[]> consumer,
            Map<TopicPartition, Long> open,
            Deadline deadline,
            Consumer<ConsumerRecord<byte[], byte[]>> reader) {
        while (!open.isEmpty()) {
            if (deadline.isPast()) {
                throw new LogUnavailableException("its end was not reached in time", null);
            }
            ConsumerRecords<byte[], byte[]> records = consumer.poll(deadline.remaining(POLL));
            for (ConsumerRecord<byte[], byte[]> record : records) {
                Long end = open.get(new TopicPartition(record.topic(), record.partition()));
                if (end != null && record.offset() < end) {
                    reader.accept(record);
                }
            }
            Set<TopicPartition> read = new HashSet<>();
            open.forEach((at, end) -> {
                if (consumer.position(at, deadline.remaining()) >= end) {
                    read.add(at);
                }
            });
            consumer.pause(read);
            open.keySet().removeAll(read);
        }
    }
}
