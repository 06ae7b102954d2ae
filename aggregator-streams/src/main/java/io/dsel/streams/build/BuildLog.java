package io.dsel.streams.build;

import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What is known of builds, in the log: the latest of each. All of it lies in one partition. */
final class BuildLog {
    /** The partition whose owner, in the group of all instances, is the one that builds. */
    static final TopicPartition PARTITION = new TopicPartition(Topics.BUILDS.name(), 0);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    private final BuildClients clients;

    BuildLog(BuildClients clients) {
        this.clients = clients;
    }

    /**
     * The builds, by {@link Build#rule()}.
     *
     * @throws KafkaException if the broker does not answer
     */
    Map<String, Build> read() {
        Map<String, Build> builds = new HashMap<>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(clients.reader(), new StringDeserializer(), new ByteArrayDeserializer())) {
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

    /** @throws KafkaException if the log did not take it */
    void write(Producer<String, byte[]> producer, Build build) {
        write(producer, build.rule(), BuildJson.write(build));
    }

    /** Nothing is known of the build any more. @throws KafkaException if the log did not take it */
    void forget(Producer<String, byte[]> producer, Build build) {
        write(producer, build.rule(), null);
    }

    private static void write(Producer<String, byte[]> producer, String rule, byte[] value) {
        Future<?> sent = producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), rule, value));
        producer.flush();
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
