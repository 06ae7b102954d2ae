package io.dsel.bench.ingest;

import io.dsel.bench.SampleEvents;
import io.dsel.event.EventKind;
import io.dsel.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A producer with {@code acks=all} and otherwise its defaults, to topics made like the events'. */
final class BareProducer implements AutoCloseable {
    static final List<EventKind> KINDS = SampleEvents.kinds();

    private final KafkaProducer<String, byte[]> producer;

    /** A record that needs only to be sent. */
    record Ready(EventKind kind, String key, byte[] value) {}

    /** @param bootstrapServers of a broker that has the topics of the events */
    BareProducer(String bootstrapServers) throws InterruptedException, ExecutionException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            List<String> originals = KINDS.stream().map(Topics::of).toList();
            Map<String, TopicDescription> described =
                    admin.describeTopics(originals).allTopicNames().get();
            Map<ConfigResource, Config> configured = admin.describeConfigs(
                            originals.stream().map(BareProducer::resource).toList())
                    .all()
                    .get();
            admin.createTopics(KINDS.stream()
                            .map(kind -> new NewTopic(
                                            topic(kind),
                                            described
                                                    .get(Topics.of(kind))
                                                    .partitions()
                                                    .size(),
                                            (short) 1)
                                    .configs(own(configured.get(resource(Topics.of(kind))))))
                            .toList())
                    .all()
                    .get();
        }
        Map<String, Object> settings = Map.of("bootstrap.servers", bootstrapServers, "acks", "all");
        producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    static String topic(EventKind kind) {
        return "bench.bare." + kind.name();
    }

    /** Seconds until all are acknowledged. */
    double secondsOf(List<Ready> records) {
        AtomicReference<Exception> failure = new AtomicReference<>();
        long start = System.nanoTime();
        for (Ready one : records) {
            producer.send(new ProducerRecord<>(topic(one.kind()), one.key(), one.value()), (metadata, error) -> {
                if (error != null) {
                    failure.compareAndSet(null, error);
                }
            });
        }
        producer.flush();
        double seconds = (System.nanoTime() - start) / 1e9;
        if (failure.get() != null) {
            throw new AssertionError("the bare producer failed", failure.get());
        }
        return seconds;
    }

    @Override
    public void close() {
        producer.close();
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Map<String, String> own(Config config) {
        return config.entries().stream()
                .filter(entry -> entry.source() == ConfigEntry.ConfigSource.DYNAMIC_TOPIC_CONFIG)
                .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    }
}
