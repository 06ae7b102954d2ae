package io.dsel.ingest;

import io.dsel.build.BuildReader;
import io.dsel.ingest.writer.WriterSettings;
import io.dsel.service.CommonOptions;
import io.dsel.service.Configuration;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How the log is reached, and how long it is waited for.
 *
 * @param partitions of every topic, where this service makes the first
 * @param timeout after which a write counts as not taken
 * @param bufferBytes for events that are not acknowledged yet
 * @param maxEventBytes of one event, encoded
 */
record KafkaSettings(
        String bootstrapServers,
        String registryUrl,
        int partitions,
        Duration timeout,
        int bufferBytes,
        int maxEventBytes) {

    static KafkaSettings of(Configuration configuration) {
        return new KafkaSettings(
                configuration.get(CommonOptions.BOOTSTRAP_SERVERS),
                configuration.get(CommonOptions.SCHEMA_REGISTRY_URL),
                configuration.get(IngestOptions.PARTITIONS),
                configuration.get(IngestOptions.LOG_TIMEOUT),
                configuration.get(IngestOptions.LOG_BUFFER_BYTES),
                configuration.get(IngestOptions.MAX_EVENT_BYTES));
    }

    /** @param configuration for what concerns the writers alone */
    WriterSettings writers(Configuration configuration) {
        return new WriterSettings(
                bootstrapServers,
                timeout,
                maxEventBytes,
                bufferBytes,
                configuration.get(IngestOptions.IDENTITY_WINDOW),
                configuration.get(IngestOptions.IDENTITY_EVENTS),
                configuration.get(IngestOptions.WRITER_SESSION));
    }

    /**
     * The producer gives up when the answer does: an event that it went on trying to send would be stored although its
     * writer was told otherwise. A request is tried twice in that time.
     */
    Map<String, Object> producer(Map<String, Object> defaults) {
        int millis = Math.toIntExact(timeout.toMillis());
        Map<String, Object> settings = new HashMap<>(defaults);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, "dsel-ingest");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2 - 1);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) bufferBytes);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxEventBytes);
        return settings;
    }

    /** What is known of the building of aggregates. */
    BuildReader builds() {
        int millis = Math.toIntExact(timeout.toMillis());
        return new BuildReader(Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.CLIENT_ID_CONFIG,
                "dsel-ingest-builds",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                false,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2));
    }

    Map<String, Object> admin() {
        int millis = Math.toIntExact(timeout.toMillis());
        return Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                AdminClientConfig.CLIENT_ID_CONFIG,
                "dsel-ingest-admin",
                AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                millis,
                AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis / 2);
    }
}
