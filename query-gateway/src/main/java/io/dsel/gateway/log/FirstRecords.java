package io.dsel.gateway.log;

import io.dsel.gateway.read.Deadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads the first committed record behind an offset. One consumer, made when first needed, used by one caller at a time. */
final class FirstRecords implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(200);

    /** Far behind in many partitions, the largest gaps tell the age well enough. */
    private static final int MOST_PARTITIONS = 16;

    private final String bootstrapServers;
    private final ReentrantLock lock = new ReentrantLock();
    private KafkaConsumer<byte[], byte[]> consumer;

    FirstRecords(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /** @param from where to begin in each partition that is behind */
    Backlog backlog(Map<TopicPartition, Long> from, Offsets to, Deadline deadline) {
        long offsets = from.entrySet().stream().mapToLong(at -> gap(at, to)).sum();
        if (from.isEmpty()) {
            return new Backlog(0, Optional.empty());
        }
        Map<TopicPartition, Long> largest = new HashMap<>();
        from.entrySet().stream()
                .sorted(Comparator.comparingLong((Map.Entry<TopicPartition, Long> at) -> gap(at, to))
                        .reversed())
                .limit(MOST_PARTITIONS)
                .forEach(at -> largest.put(at.getKey(), at.getValue()));
        take(deadline);
        try {
            return new Backlog(offsets, earliest(largest, to, Deadline.in(deadline.remaining(LIMIT))));
        } catch (KafkaException e) {
            close();
            throw new LogUnavailableException("the broker did not tell what is yet to be read: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            if (consumer != null) {
                consumer.close(CloseOptions.timeout(Duration.ZERO));
                consumer = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private Optional<Instant> earliest(Map<TopicPartition, Long> from, Offsets to, Deadline deadline) {
        KafkaConsumer<byte[], byte[]> reader = consumer();
        reader.assign(from.keySet());
        reader.resume(from.keySet()); // those that were assigned before are still paused
        from.forEach(reader::seek);
        Set<TopicPartition> open = new HashSet<>(from.keySet());
        long earliest = Long.MAX_VALUE;
        while (!open.isEmpty()) {
            if (deadline.isPast()) {
                throw new KafkaException("no answer in time for " + open);
            }
            ConsumerRecords<byte[], byte[]> records = reader.poll(deadline.remaining(POLL));
            for (TopicPartition at : Set.copyOf(open)) {
                List<ConsumerRecord<byte[], byte[]>> some = records.records(at);
                long end = to.next(at.topic(), at.partition());
                if (!some.isEmpty() && some.getFirst().offset() < end) {
                    earliest = Math.min(earliest, some.getFirst().timestamp());
                }
                if (!some.isEmpty() || reader.position(at) >= end) {
                    open.remove(at);
                }
            }
            reader.pause(from.keySet().stream().filter(at -> !open.contains(at)).toList());
        }
        return earliest == Long.MAX_VALUE ? Optional.empty() : Optional.of(Instant.ofEpochMilli(earliest));
    }

    private void take(Deadline deadline) {
        try {
            if (lock.tryLock(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new LogUnavailableException("what is yet to be read is being looked at for others", null);
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        if (consumer == null) {
            consumer = new KafkaConsumer<>(
                    Map.of(
                            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                            bootstrapServers,
                            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                            "read_committed",
                            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                            false,
                            ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                            "earliest",
                            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                            MOST_PARTITIONS,
                            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                            64 << 10,
                            ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                            (int) LIMIT.toMillis()),
                    new ByteArrayDeserializer(),
                    new ByteArrayDeserializer());
        }
        return consumer;
    }

    private static long gap(Map.Entry<TopicPartition, Long> at, Offsets to) {
        return to.next(at.getKey().topic(), at.getKey().partition()) - at.getValue();
    }
}
