package io.dsel.streams.topology;

import io.dsel.avro.UnreadableEventException;
import io.dsel.event.LogPosition;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what is no event to the dead letters and goes on (KIP-1033, KIP-1034). Only {@link UnreadableEventException}
 * means that, and it is thrown before any store was changed; every other error, a registry that does not answer among
 * them, ends the thread with nothing committed, so that the record is read again.
 */
public final class PoisonHandler implements DeserializationExceptionHandler, ProcessingExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PoisonHandler.class);

    private String deadLetters;

    @Override
    public void configure(Map<String, ?> settings) {
        deadLetters = String.valueOf(settings.get(StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG));
    }

    @Override
    public DeserializationExceptionHandler.Response handleError(
            ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception error) {
        return deadLetter(context, error)
                .map(letter -> DeserializationExceptionHandler.Response.resume(List.of(letter)))
                .orElseGet(DeserializationExceptionHandler.Response::fail);
    }

    @Override
    public ProcessingExceptionHandler.Response handleError(
            ErrorHandlerContext context, Record<?, ?> record, Exception error) {
        return deadLetter(context, error)
                .map(letter -> ProcessingExceptionHandler.Response.resume(List.of(letter)))
                .orElseGet(ProcessingExceptionHandler.Response::fail);
    }

    private Optional<ProducerRecord<byte[], byte[]>> deadLetter(ErrorHandlerContext context, Exception error) {
        if (!(error instanceof UnreadableEventException)) {
            return Optional.empty();
        }
        LogPosition position = new LogPosition(context.topic(), context.partition(), context.offset());
        LOG.warn("{} is no event and goes to {}: {}", position, deadLetters, error.getMessage());
        ProducerRecord<byte[], byte[]> letter =
                new ProducerRecord<>(deadLetters, null, context.sourceRawKey(), context.sourceRawValue());
        for (Header header : context.headers()) {
            letter.headers().add(header);
        }
        DeadLetters.headers(letter.headers(), error.getMessage(), position);
        return Optional.of(letter);
    }
}
