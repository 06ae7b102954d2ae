package io.dsel.streams.enrich;

import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.streams.aggregate.Outcome;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** Puts answers to the journal, each under its group, where the group's other entries are. */
final class JournalAnswers implements AnswerLog, AutoCloseable {
    private static final Duration CLOSING = Duration.ofSeconds(2);
    private static final int PATIENCE_MILLIS = 10_000;

    private final EventCodec codec;
    private final Producer<String, byte[]> producer;

    JournalAnswers(String bootstrapServers, String instanceId, EventCodec codec) {
        this.codec = codec;
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.CLIENT_ID_CONFIG,
                        "dsel-enricher-" + instanceId,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                        true,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "zstd",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE_MILLIS),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @Override
    public void write(Question question, Outcome outcome) throws InterruptedException {
        JournalEntry entry = JournalEntry.newBuilder(question.member())
                .setAnswer(outcome.entry(question.enrichment(), question.id()))
                .build();
        try {
            producer.send(new ProducerRecord<>(
                            Topics.AGGREGATE_JOURNAL.name(), question.owner().entity(), codec.encode(entry)))
                    .get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        }
    }

    @Override
    public void close() {
        producer.close(CLOSING);
    }
}
