package io.dsel.streams.engine;

import io.dsel.streams.topology.PoisonHandler;
import io.dsel.topic.Topics;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What an instance of the streams is told.
 *
 * @param instanceId the same over restarts and different for each instance: a member that comes back under its name
 *     gets its partitions back without a rebalance
 * @param server {@code host:port} that other instances reach this one at
 * @param stateDirectory where the stores lie; each instance needs its own
 * @param threads stream threads
 * @param more settings of Kafka Streams over those below
 */
public record EngineSettings(
        String bootstrapServers,
        String instanceId,
        String server,
        Path stateDirectory,
        int threads,
        Map<String, Object> more) {

    /** The consumer group, and the first part of the changelogs' names. */
    public static final String APPLICATION = "dsel-aggregator";

    /** Of tasks that lag; one that keeps up with the log asks for its commits, every 30 ms. */
    private static final int MOST_SELDOM_COMMIT_MILLIS = 200;

    /** A commit sends what is there, and nobody reads it before; until then each batch less is a request less. */
    private static final int MOST_LINGER_MILLIS = 50;

    /**
     * As Kafka Streams reads them; the figures are those of DESIGN §4, save for commits and batches: RATIONALE says why.
     *
     * @param partitions of each topic
     */
    public StreamsConfig toStreamsConfig(int partitions) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(StreamsConfig.APPLICATION_ID_CONFIG, APPLICATION);
        settings.put(StreamsConfig.CLIENT_ID_CONFIG, instanceId);
        settings.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server);
        settings.put(StreamsConfig.STATE_DIR_CONFIG, stateDirectory.toString());
        settings.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, threads);
        settings.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, 1);
        settings.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, 60_000);
        settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        settings.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, MOST_SELDOM_COMMIT_MILLIS);
        settings.put(StreamsConfig.POLL_MS_CONFIG, 10);
        // No fold depends on the order in which topics are read. To keep up an order, a task would look at all of its
        // partitions, hundreds where there are as many kinds, for each record, and wait for those that have more.
        settings.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        settings.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        settings.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, RocksDbSettings.class);
        settings.put(RocksDbSettings.PARTITIONS, partitions);
        settings.put(StreamsConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        addErrorHandling(settings);
        addClients(settings);
        settings.putAll(more);
        return new StreamsConfig(settings);
    }

    private static void addErrorHandling(Map<String, Object> settings) {
        settings.put(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG, Topics.DEAD_LETTERS.name());
        settings.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
        settings.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, PoisonHandler.class);
    }

    private void addClients(Map<String, Object> settings) {
        // The newer protocols refuse subscriptions by pattern.
        settings.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, "classic");
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), instanceId);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), 10_000);
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), 3_000);
        // How soon a new kind's topic is found.
        settings.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.METADATA_MAX_AGE_CONFIG), 1_000);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), MOST_LINGER_MILLIS);
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_TYPE_CONFIG), "zstd");
        // Batches are small; the usual level spends more on its tables than on them.
        settings.put(StreamsConfig.producerPrefix(ProducerConfig.COMPRESSION_ZSTD_LEVEL_CONFIG), 1);
    }
}
