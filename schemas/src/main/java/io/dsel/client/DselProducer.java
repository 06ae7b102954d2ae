package io.dsel.client;

import io.dsel.aggregate.Aggregate;
import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topic;
import io.dsel.topic.TopicCreator;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Publishes events straight to their topics, durably and in order per entity. For a service that owns its events:
 *
 * <pre>{@code
 * try (DselProducer dsel = DselProducer.connect("localhost:9092", "http://localhost:8085/apis/ccompat/v7")) {
 *     dsel.publish(new ArtifactAppliedEvent(meta, spec)).join().token();
 * }
 * }</pre>
 *
 * <p>A topic is made when its kind is first published. Safe for use by many threads.
 */
public final class DselProducer implements AutoCloseable {
    private final EventCodec codec;
    private final KafkaTopics topics;
    private final Producer<String, byte[]> producer;
    private final String clusterId;

    private DselProducer(EventCodec codec, KafkaTopics topics, Producer<String, byte[]> producer, String clusterId) {
        this.codec = codec;
        this.topics = topics;
        this.producer = producer;
        this.clusterId = clusterId;
    }

    /**
     * @param bootstrapServers Kafka's {@code host:port}, comma separated
     * @param registryUrl root of a schema registry that speaks Confluent's API
     * @throws KafkaException if the broker does not answer
     */
    public static DselProducer connect(String bootstrapServers, String registryUrl) {
        return connect(bootstrapServers, registryUrl, TopicCreator.DEFAULT_PARTITIONS, settings -> settings);
    }

    /**
     * @param partitions of every topic, if this is the first to make one
     * @param settings changes the producer's settings; durability and order are set after it. What concerns the
     *     connection, such as security, holds for topics too, and {@code max.block.ms} for all that publishing waits
     *     for: room in the buffer, a topic's creation, the registry
     * @throws KafkaException if the broker does not answer
     */
    public static DselProducer connect(
            String bootstrapServers, String registryUrl, int partitions, UnaryOperator<Map<String, Object>> settings) {
        return connect(bootstrapServers, registryUrl, partitions, settings, () -> Kinds.BUILT_IN);
    }

    /**
     * For events of kinds that are declared as data as well.
     *
     * @param kinds that are declared at the moment of publishing, such as a {@link LiveKinds}
     * @see #connect(String, String, int, UnaryOperator)
     */
    public static DselProducer connect(
            String bootstrapServers,
            String registryUrl,
            int partitions,
            UnaryOperator<Map<String, Object>> settings,
            Supplier<Kinds> kinds) {
        Map<String, Object> chosen = new HashMap<>(settings.apply(defaults(bootstrapServers)));
        chosen.put(ProducerConfig.ACKS_CONFIG, "all");
        chosen.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        Duration patience = Duration.ofMillis(
                Long.parseLong(chosen.get(ProducerConfig.MAX_BLOCK_MS_CONFIG).toString()));
        Admin admin = Admin.create(adminSettings(chosen, patience));
        try {
            String clusterId = KafkaTopics.clusterId(admin);
            Producer<String, byte[]> producer =
                    new KafkaProducer<>(chosen, new StringSerializer(), new ByteArraySerializer());
            return new DselProducer(
                    new EventCodec(registryUrl, patience, kinds),
                    new KafkaTopics(admin, new TopicCreator(admin, partitions, patience), producer, patience),
                    producer,
                    clusterId);
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Publishes an event of any kind.
     *
     * @return when the log has it; failed with a {@link KafkaException} if the log does not take it
     * @throws InvalidEventException if the event does not fit its kind's schema
     * @throws RegistryUnavailableException if the schema registry does not answer
     * @throws KafkaException if the kind is new and its topic cannot be made
     */
    public CompletableFuture<Published> publish(Event event) {
        return send(event, codec.encode(event));
    }

    /**
     * Publishes a generated event, such as {@code ArtifactAppliedEvent}; otherwise as {@link #publish(Event)}.
     *
     * @throws UnreadableEventException if the record is no event, for want of a field for instance
     */
    public CompletableFuture<Published> publish(GenericRecord record) {
        return send(codec.toEvent(record), codec.encode(record));
    }

    /**
     * Makes the topics of these kinds in one request, ahead of their first event.
     *
     * @return the names of the topics that were not there before
     * @throws KafkaException if the broker refuses or does not answer
     */
    public Set<String> createTopics(Collection<EventKind> kinds) {
        return topics.create(kinds);
    }

    /**
     * Registers the schemas of all built-in kinds, so that publishing needs the registry no more.
     *
     * @throws RegistryUnavailableException if the schema registry does not answer
     */
    public void registerSchemas() {
        codec.register();
    }

    /**
     * Makes what the events of a declared kind need: their topics, their schemas. What is there already stays.
     *
     * @throws InvalidEventException if the registry finds a schema incompatible with an earlier one of its version
     * @throws RegistryUnavailableException if the schema registry does not answer
     * @throws KafkaException if the broker refuses or does not answer
     */
    public void prepare(Kind kind) {
        // Others look for new topics every second, so these come first; the registry is asked meanwhile.
        try (ExecutorService meanwhile = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> topicsMade = meanwhile.submit(() -> topics.create(kind));
            codec.register(kind);
            await(topicsMade);
        }
    }

    /**
     * Makes what an aggregate's events need: their topic.
     *
     * @throws KafkaException if the broker refuses or does not answer
     */
    public void prepare(Aggregate aggregate) {
        topics.create(aggregate);
    }

    private static void await(Future<?> work) {
        try {
            work.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while making topics", e);
        }
    }

    /** How many partitions a topic has that exists. */
    public int partitions(Topic topic) {
        return producer.partitionsFor(topic.name()).size();
    }

    /** The cluster that tokens of this producer belong to. */
    public String clusterId() {
        return clusterId;
    }

    /** Waits until what was published is acknowledged or has failed. */
    @Override
    public void close() {
        producer.close();
        topics.close();
        codec.close();
    }

    /**
     * What {@link #publish(Event)} would send, for those who send it themselves, in a transaction for instance. The topic
     * exists then. Fails as {@code publish} does.
     */
    public ProducerRecord<String, byte[]> record(Event event) {
        byte[] value = codec.encode(event);
        return record(event, topics.ready(event.kind()), value);
    }

    private static ProducerRecord<String, byte[]> record(Event event, String topic, byte[] value) {
        return new ProducerRecord<>(topic, null, null, event.entity().text(), value, CloudEventHeaders.of(event));
    }

    private CompletableFuture<Published> send(Event event, byte[] value) {
        String topic = topics.ready(event.kind());
        ProducerRecord<String, byte[]> message = record(event, topic, value);
        CompletableFuture<Published> published = new CompletableFuture<>();
        producer.send(message, (metadata, error) -> {
            if (error != null) {
                published.completeExceptionally(error);
            } else {
                LogPosition position = new LogPosition(topic, metadata.partition(), metadata.offset());
                published.complete(new Published(event.meta().eventId(), clusterId, position));
            }
        });
        return published;
    }

    private static Map<String, Object> defaults(String bootstrapServers) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        defaults.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        defaults.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        defaults.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        return defaults;
    }

    private static Map<String, Object> adminSettings(Map<String, Object> producer, Duration patience) {
        Map<String, Object> settings = new HashMap<>(producer);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        int millis = Math.toIntExact(patience.toMillis());
        settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        return settings;
    }
}
