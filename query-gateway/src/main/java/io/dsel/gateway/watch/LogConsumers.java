package io.dsel.gateway.watch;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Makes the consumers of watches: without a group, of what is committed, with little memory. */
final class LogConsumers {
    private static final int FETCHED_BYTES = 8 << 20;
    private static final int POLLED_RECORDS = 5000;

    private final String bootstrapServers;

    LogConsumers(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * For history, where a partition that has nothing at once has come to its end: nobody waits for more there.
     *
     * @param partitions how many it will read, which share the memory
     */
    KafkaConsumer<byte[], byte[]> ofHistory(int partitions) {
        return consumer("-history", partitions, 5);
    }

    /** For what comes: asks the broker to wait until there is something. */
    KafkaConsumer<byte[], byte[]> ofComing(int partitions) {
        return consumer("", partitions, 500);
    }

    private KafkaConsumer<byte[], byte[]> consumer(String suffix, int partitions, int waitMillis) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, Thread.currentThread().getName() + suffix);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, waitMillis);
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 1 << 20);
        settings.put(
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                Math.clamp(FETCHED_BYTES / Math.max(1, partitions), 8 << 10, 256 << 10));
        settings.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.clamp(POLLED_RECORDS / Math.max(1, partitions), 5, 500));
        settings.put(ConsumerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1000);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000);
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 30_000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }
}
