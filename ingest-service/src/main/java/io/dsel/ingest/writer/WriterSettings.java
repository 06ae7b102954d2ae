package io.dsel.ingest.writer;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * How writers reach the log, and what they keep.
 *
 * @param timeout of one write in the log; a transaction that is open for longer is given up by the broker
 * @param maxEventBytes of one event, encoded
 * @param bufferBytes of writes that are on their way
 * @param window how long a known id is known
 * @param mostIds of one partition that are known
 * @param session how long an instance may be silent before its partitions go to others
 */
public record WriterSettings(
        String bootstrapServers,
        Duration timeout,
        int maxEventBytes,
        int bufferBytes,
        Duration window,
        int mostIds,
        Duration session) {
    static final String GROUP = "dsel-writer";

    /** A write is tried for the timeout, and its caller, told that nobody knows, tries once more. */
    private static final int TIMEOUTS_A_WINDOW = 3;

    private static final Duration LEAST_TIMEOUT = Duration.ofSeconds(1);

    private static final int ROOM_FOR_KEY_AND_HEADERS = 64 << 10;
    private static final int FETCH_BYTES = 8 << 20;
    private static final int FETCH_BYTES_A_TOPIC = 512 << 10;
    private static final int POLL_RECORDS = 2_000;
    private static final int HEARTBEATS_A_SESSION = 10;

    public WriterSettings {
        if (timeout.compareTo(LEAST_TIMEOUT) < 0) {
            throw new IllegalArgumentException(
                    "log.timeout.ms is " + timeout.toMillis() + "; the log needs at least " + LEAST_TIMEOUT.toMillis());
        }
        if (window.compareTo(timeout.multipliedBy(TIMEOUTS_A_WINDOW)) < 0) {
            throw new IllegalArgumentException("identity.window.ms is " + window.toMillis() + "; it must be at least "
                    + TIMEOUTS_A_WINDOW + " times log.timeout.ms (" + timeout.toMillis()
                    + "), or a write that is tried again is not known");
        }
    }

    /**
     * The producer of one partition's writer. It gives up when the answer does, and asks again soon where the broker has
     * not yet closed the transaction before.
     */
    Map<String, Object> producer(int partition) {
        int millis = Math.toIntExact(timeout.toMillis());
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactionalId(partition));
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(partition));
        settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, millis);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis / 2);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 2 - 1);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        settings.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 100);
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxEventBytes + ROOM_FOR_KEY_AND_HEADERS);
        return settings;
    }

    /** The consumer by which one partition's writer follows the log. */
    Map<String, Object> follower(int partition) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "dsel-writer-follower-" + partition);
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, FETCH_BYTES_A_TOPIC);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, POLL_RECORDS);
        settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis()));
        settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, Math.toIntExact(timeout.toMillis() / 2));
        return settings;
    }

    /**
     * A member of the group that shares out the partitions; its client id says where it is reached. It is a static member,
     * so that one that is killed and comes back within the session finds its partitions.
     */
    Map<String, Object> member(Address address) {
        Map<String, Object> settings = new HashMap<>();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
        settings.put(ConsumerConfig.CLIENT_ID_CONFIG, address.clientId());
        settings.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, address.instanceId());
        settings.put(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, CooperativeStickyAssignor.class.getName());
        settings.put(CommonClientConfigs.SESSION_TIMEOUT_MS_CONFIG, Math.toIntExact(session.toMillis()));
        settings.put(
                CommonClientConfigs.HEARTBEAT_INTERVAL_MS_CONFIG,
                Math.toIntExact(session.toMillis() / HEARTBEATS_A_SESSION));
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
        return settings;
    }

    static String transactionalId(int partition) {
        return "dsel-writer-" + partition;
    }
}
