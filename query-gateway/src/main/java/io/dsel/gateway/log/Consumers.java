package io.dsel.gateway.log;

import io.dsel.gateway.read.Deadline;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** A few consumers for reading whole partitions, made when first needed; each serves one read at a time. */
final class Consumers implements AutoCloseable {
    private static final int FETCH_BYTES = 4 << 20;
    private static final int MOST_RECORDS = 5000;

    private final String bootstrapServers;
    private final Semaphore free;
    private final ConcurrentLinkedQueue<KafkaConsumer<byte[], byte[]>> idle = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** @param width reads at a time; others wait */
    Consumers(String bootstrapServers, int width) {
        this.bootstrapServers = bootstrapServers;
        this.free = new Semaphore(width, true);
    }

    /** @throws LogUnavailableException if none becomes free in time */
    KafkaConsumer<byte[], byte[]> take(Deadline deadline) {
        try {
            if (!free.tryAcquire(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new LogUnavailableException("too many reads of the log are under way", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException("interrupted while waiting to read the log", e);
        }
        KafkaConsumer<byte[], byte[]> consumer = idle.poll();
        return consumer != null ? consumer : consumer();
    }

    /** @param fit whether it may serve another read */
    void giveBack(KafkaConsumer<byte[], byte[]> consumer, boolean fit) {
        try {
            if (fit && !closed) {
                idle.add(consumer);
            } else {
                close(consumer); // which may be interrupted
            }
        } finally {
            free.release();
        }
    }

    @Override
    public void close() {
        closed = true;
        for (KafkaConsumer<byte[], byte[]> consumer = idle.poll(); consumer != null; consumer = idle.poll()) {
            close(consumer);
        }
    }

    private static void close(KafkaConsumer<byte[], byte[]> consumer) {
        consumer.close(CloseOptions.timeout(Duration.ZERO));
    }

    private KafkaConsumer<byte[], byte[]> consumer() {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES);
        // A read ends where the log does; what waits there for more would hold up the next read's first fetch.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 5);
        settings.put(ConsumerConfig.RETRY_BACKOFF_MS_CONFIG, 10);
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 3000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
