package io.dsel.ingest.writer;

import io.dsel.event.LogPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Appends to one partition, in transactions under the partition's own id. Whoever opens it last is the only one who can
 * commit: a transaction of the one before is committed or aborted by then, and any later one of his is refused.
 *
 * <p>After any exception but {@link NotTaken} nobody knows what is in the log, and only a new one can go on.
 */
final class Transactions implements AutoCloseable {
    private final int partition;
    private final Producer<String, byte[]> producer;

    /** Nothing was appended, because the broker does not take the event with that index. */
    static final class NotTaken extends Exception {
        private final int index;
        private final Result.Reason reason;

        NotTaken(int index, Result.Reason reason, Throwable cause) {
            super(cause.getMessage(), cause);
            this.index = index;
            this.reason = reason;
        }

        int index() {
            return index;
        }

        Result.Reason reason() {
            return reason;
        }
    }

    /** @param producer whose transactions have been initialised; closed with this */
    Transactions(int partition, Producer<String, byte[]> producer) {
        this.partition = partition;
        this.producer = producer;
    }

    /** @throws KafkaException if the broker does not answer */
    static Transactions open(WriterSettings settings, int partition) {
        Producer<String, byte[]> producer =
                new KafkaProducer<>(settings.producer(partition), new StringSerializer(), new ByteArraySerializer());
        try {
            producer.initTransactions();
            return new Transactions(partition, producer);
        } catch (KafkaException e) {
            producer.close(Duration.ZERO);
            throw e;
        }
    }

    /**
     * Appends all or nothing.
     *
     * @param notes for the control topic
     * @return where the events lie
     * @throws KafkaException if it is not known what has become of them
     */
    List<Placed> commit(List<EncodedEvent> events, List<ProducerRecord<String, byte[]>> notes) throws NotTaken {
        producer.beginTransaction();
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        try {
            for (EncodedEvent event : events) {
                sent.add(producer.send(event.record(partition))); // throws too if one before it was not taken
            }
            notes.forEach(producer::send);
            producer.commitTransaction();
        } catch (KafkaException e) {
            NotTaken notTaken = notTaken(sent).orElseThrow(() -> e);
            producer.abortTransaction();
            throw notTaken;
        }
        return sent.stream().map(Transactions::placed).toList();
    }

    @Override
    public void close() {
        producer.close(Duration.ZERO); // what is not committed by now must not be
    }

    /** The first event that is to blame itself; what failed for another reason may succeed next time. */
    private static Optional<NotTaken> notTaken(List<Future<RecordMetadata>> sent) {
        for (int i = 0; i < sent.size(); i++) {
            if (sent.get(i).state() == Future.State.FAILED) {
                Throwable error = sent.get(i).exceptionNow();
                if (error instanceof RecordTooLargeException) {
                    return Optional.of(new NotTaken(i, Result.Reason.TOO_LARGE, error));
                }
                if (error instanceof TopicAuthorizationException || error instanceof InvalidTopicException) {
                    return Optional.of(new NotTaken(i, Result.Reason.TOPIC_CLOSED, error));
                }
            }
        }
        return Optional.empty();
    }

    private static Placed placed(Future<RecordMetadata> sent) {
        try {
            RecordMetadata metadata = sent.get();
            LogPosition position = new LogPosition(metadata.topic(), metadata.partition(), metadata.offset());
            return new Placed(position, metadata.timestamp());
        } catch (ExecutionException e) {
            throw new KafkaException("a committed record has no place", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }
}
