package io.dsel.build;

import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What the log knows of builds: the latest of each. All of it lies in one partition. */
public final class BuildReader {
    /** Where it lies. */
    public static final TopicPartition PARTITION = new TopicPartition(Topics.BUILDS.name(), 0);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Map<String, Object> settings;

    /** @param settings of a consumer that is in no group, and reads what is committed */
    public BuildReader(Map<String, Object> settings) {
        this.settings = Map.copyOf(settings);
    }

    /**
     * The builds, by {@link Build#rule()}.
     *
     * @throws KafkaException if the broker does not answer
     */
    public Map<String, Build> read() {
        Map<String, Build> builds = new HashMap<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(PARTITION));
            consumer.seekToBeginning(List.of(PARTITION));
            long end = consumer.endOffsets(List.of(PARTITION)).get(PARTITION);
            long deadline = System.nanoTime() + PATIENCE.toNanos();
            while (consumer.position(PARTITION) < end) {
                if (System.nanoTime() - deadline > 0) {
                    throw new TimeoutException("the log did not give what is known of builds within " + PATIENCE);
                }
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (record.value() == null) {
                        builds.remove(record.key());
                    } else {
                        builds.put(record.key(), BuildJson.read(record.value()));
                    }
                }
            }
        }
        return builds;
    }
}
