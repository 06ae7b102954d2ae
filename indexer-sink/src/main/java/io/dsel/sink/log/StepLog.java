package io.dsel.sink.log;

import io.dsel.client.LiveGenerations;
import io.dsel.index.Generations;
import io.dsel.rebuild.RefusedStepException;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;

/**
 * Writes the steps of a rebuild, one after the other over all instances. Every step is a transaction under one id, and
 * the state is read only after that id has been taken: whoever took it before has either written, and is read, or is
 * fenced and can write no more; whoever takes it later fences this one. So a step always follows the state that it was
 * checked against.
 */
public final class StepLog {
    /** All states have this key, so that the topic keeps the last. */
    private static final byte[] KEY = "index".getBytes(StandardCharsets.UTF_8);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final String bootstrapServers;
    private final String transactionalId;

    /** @param settings of the first generation */
    public StepLog(SinkSettings settings) {
        this.bootstrapServers = settings.bootstrapServers();
        this.transactionalId = settings.group() + "-steps";
    }

    /**
     * Takes a step.
     *
     * @param step from the state to the next one; nothing is written if that is the same, or if it throws
     * @return the state after it
     * @throws RefusedStepException if another one came between
     * @throws KafkaException if the broker does not answer
     */
    public Generations take(UnaryOperator<Generations> step) {
        try (Admin admin = KafkaClients.admin(bootstrapServers);
                Producer<byte[], byte[]> producer = KafkaClients.stepper(bootstrapServers, transactionalId)) {
            new TopicCreator(admin, TopicCreator.DEFAULT_PARTITIONS).ensure(List.of(Topics.INDEX));
            producer.initTransactions();
            Generations before = LiveGenerations.now(bootstrapServers, PATIENCE);
            Generations after = step.apply(before);
            if (!after.equals(before)) {
                write(producer, after);
            }
            return after;
        } catch (KafkaException e) {
            if (isFenced(e) || isFenced(e.getCause())) {
                throw new RefusedStepException("another step was taken at the same time; look at what there is now"
                        + " (dsel rebuild) and try again");
            }
            throw e;
        }
    }

    private static void write(Producer<byte[], byte[]> producer, Generations generations) {
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(
                LiveGenerations.PARTITION.topic(), LiveGenerations.PARTITION.partition(), KEY, generations.write()));
        producer.commitTransaction();
    }

    private static boolean isFenced(Throwable error) {
        return error instanceof ProducerFencedException || error instanceof InvalidProducerEpochException;
    }
}
