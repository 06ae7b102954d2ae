package io.dsel.client;

import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
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
    private final Admin admin;
    private final TopicCreator topics;
    private final Producer<String, byte[]> producer;
    private final String clusterId;
    private final Set<String> ready = ConcurrentHashMap.newKeySet();

    private DselProducer(EventCodec codec, Admin admin, TopicCreator topics, Producer<String, byte[]> producer) {
        this.codec = codec;
        this.admin = admin;
        this.topics = topics;
        this.producer = producer;
        this.clusterId = clusterId(admin);
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
     * @param settings changes the producer's settings; durability and order are set after it
     */
    public static DselProducer connect(
            String bootstrapServers, String registryUrl, int partitions, UnaryOperator<Map<String, Object>> settings) {
        Map<String, Object> defaults = new HashMap<>();
        defaults.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
        defaults.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        defaults.put(ProducerConfig.LINGER_MS_CONFIG, 1);
        defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        Map<String, Object> chosen = settings.apply(defaults);
        chosen.put(ProducerConfig.ACKS_CONFIG, "all");
        chosen.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
        return new DselProducer(
                new EventCodec(registryUrl),
                admin,
                new TopicCreator(admin, partitions),
                new KafkaProducer<>(chosen, new StringSerializer(), new ByteArraySerializer()));
    }

    /**
     * Publishes an event of any kind.
     *
     * @return when the log has it; failed with a {@link KafkaException} if the log does not take it
     * @throws InvalidEventException if the event does not fit its kind's schema
     * @throws RegistryUnavailableException if the schema registry does not answer
     */
    public CompletableFuture<Published> publish(Event event) {
        return send(event, codec.encode(event));
    }

    /** Publishes a generated event, such as {@code ArtifactAppliedEvent}; otherwise as {@link #publish(Event)}. */
    public CompletableFuture<Published> publish(GenericRecord record) {
        Event event = codec.toEvent(record);
        return send(event, codec.encode(Topics.of(event.kind()), record));
    }

    /**
     * Makes the topics of these kinds in one request, ahead of their first event.
     *
     * @return the names of the topics that were not there before
     */
    public Set<String> createTopics(Collection<EventKind> kinds) {
        Set<String> created = topics.ensure(kinds.stream().map(Topics::forKind).toList());
        kinds.forEach(kind -> ready.add(Topics.of(kind)));
        return created;
    }

    /** The cluster that tokens of this producer belong to. */
    public String clusterId() {
        return clusterId;
    }

    @Override
    public void close() {
        producer.close();
        admin.close();
        codec.close();
    }

    private CompletableFuture<Published> send(Event event, byte[] value) {
        String topic = Topics.of(event.kind());
        if (!ready.contains(topic)) {
            createTopics(Set.of(event.kind()));
        }
        ProducerRecord<String, byte[]> message =
                new ProducerRecord<>(topic, null, null, event.entity().text(), value, CloudEventHeaders.of(event));
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

    private static String clusterId(Admin admin) {
        try {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new KafkaException(
                    "the broker does not answer: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
        }
    }
}
