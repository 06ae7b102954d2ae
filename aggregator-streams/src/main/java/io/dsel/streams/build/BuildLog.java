package io.dsel.streams.build;

import io.dsel.build.Build;
import io.dsel.build.BuildJson;
import io.dsel.build.BuildReader;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** What is known of builds, in the log. */
final class BuildLog {
    /** The partition whose owner, in the group of all instances, is the one that builds. */
    static final TopicPartition PARTITION = BuildReader.PARTITION;

    private final BuildReader reader;

    BuildLog(BuildClients clients) {
        reader = new BuildReader(clients.reader());
    }

    /** @throws KafkaException if the broker does not answer */
    Map<String, Build> read() {
        return reader.read();
    }

    /**
     * @return the offset at which it lies
     * @throws KafkaException if the log did not take it
     */
    long write(Producer<String, byte[]> producer, Build build) {
        return write(producer, build.rule(), BuildJson.write(build));
    }

    /**
     * Nothing is known of the build any more.
     *
     * @param rule see {@link Build#rule()}
     * @return the offset at which that lies
     * @throws KafkaException if the log did not take it
     */
    long forget(Producer<String, byte[]> producer, String rule) {
        return write(producer, rule, null);
    }

    private static long write(Producer<String, byte[]> producer, String rule, byte[] value) {
        Future<RecordMetadata> sent =
                producer.send(new ProducerRecord<>(PARTITION.topic(), PARTITION.partition(), rule, value));
        producer.flush();
        try {
            return sent.get().offset();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}
