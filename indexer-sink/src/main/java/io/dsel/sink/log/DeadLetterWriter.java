package io.dsel.sink.log;

import io.dsel.sink.bulk.BackOff;
import io.dsel.topic.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts what can't be indexed into {@code dsel.dead-letters}: the bytes as they came, the reason in the headers. */
final class DeadLetterWriter {
    /** Who gave the record up; the streams dead-letter the same record under a name of theirs. */
    static final String STAGE = "indexer";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterWriter.class);

    private final Producer<byte[], byte[]> producer;
    private final Runnable topic;
    private final ScheduledExecutorService timer;
    private final BackOff backOff;
    private boolean topicReady;

    /**
     * @param topic makes the topic if it does not exist; run before the first letter and not sooner, because a sink that
     *     starts first must not settle the count of partitions
     * @param timer runs the sends, one at a time, since a send may block while the broker is away
     */
    DeadLetterWriter(
            Producer<byte[], byte[]> producer, Runnable topic, ScheduledExecutorService timer, BackOff backOff) {
        this.producer = producer;
        this.topic = topic;
        this.timer = timer;
        this.backOff = backOff;
    }

    /** @return when the log has it; tried until then */
    CompletableFuture<Void> write(ConsumerRecord<byte[], byte[]> record, String reason) {
        LOG.warn("{}/{}/{} can't be indexed: {}", record.topic(), record.partition(), record.offset(), reason);
        CompletableFuture<Void> written = new CompletableFuture<>();
        attempt(record, reason, written, 0);
        return written;
    }

    private void attempt(
            ConsumerRecord<byte[], byte[]> record, String reason, CompletableFuture<Void> written, int failures) {
        long wait = failures == 0 ? 0 : backOff.after(failures).toMillis();
        try {
            timer.schedule(() -> send(record, reason, written, failures), wait, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The timer ends with the sink; the record is not settled, and so is read again.
        }
    }

    private void send(
            ConsumerRecord<byte[], byte[]> record, String reason, CompletableFuture<Void> written, int failures) {
        try {
            ensureTopic();
            producer.send(
                    new ProducerRecord<>(
                            Topics.DEAD_LETTERS.name(),
                            null,
                            null,
                            record.key(),
                            record.value(),
                            DeadLetterHeaders.of(record, STAGE, reason)),
                    (metadata, error) -> {
                        if (error == null) {
                            written.complete(null);
                        } else {
                            retry(record, reason, written, failures, error);
                        }
                    });
        } catch (KafkaException e) {
            retry(record, reason, written, failures, e);
        }
    }

    private void retry(
            ConsumerRecord<byte[], byte[]> record,
            String reason,
            CompletableFuture<Void> written,
            int failures,
            Exception error) {
        LOG.warn("a dead letter could not be written, and is tried again: {}", error.toString());
        attempt(record, reason, written, failures + 1);
    }

    private void ensureTopic() {
        if (!topicReady) {
            topic.run();
            topicReady = true;
        }
    }
}
