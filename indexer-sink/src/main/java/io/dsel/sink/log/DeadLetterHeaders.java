package io.dsel.sink.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * What a dead letter says of itself, beside the headers that the record had: why, who gave it up, and where it lay.
 * Kafka Streams' own handler names these {@code __streams.errors.*}; both are read.
 */
final class DeadLetterHeaders {
    static final String REASON = "dsel.error.reason";
    static final String STAGE = "dsel.error.stage";
    static final String TOPIC = "dsel.error.topic";
    static final String PARTITION = "dsel.error.partition";
    static final String OFFSET = "dsel.error.offset";

    private static final String OURS = "dsel.error.";
    private static final String STREAMS = "__streams.errors.";
    private static final int MAX_REASON_CHARS = 2000;

    private DeadLetterHeaders() {}

    /** The headers of the record with those of its failure. */
    static Headers of(ConsumerRecord<byte[], byte[]> record, String stage, String reason) {
        Headers headers = original(record.headers());
        add(headers, REASON, reason.length() <= MAX_REASON_CHARS ? reason : reason.substring(0, MAX_REASON_CHARS));
        add(headers, STAGE, stage);
        add(headers, TOPIC, record.topic());
        add(headers, PARTITION, Integer.toString(record.partition()));
        add(headers, OFFSET, Long.toString(record.offset()));
        return headers;
    }

    /** The headers that the record had before it failed. */
    static Headers original(Headers headers) {
        Headers original = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(OURS) && !header.key().startsWith(STREAMS)) {
                original.add(header);
            }
        }
        return original;
    }

    /** The value of the header with one of our names, or of its like from Kafka Streams. */
    static Optional<String> find(Headers headers, String name) {
        String theirs = name.equals(REASON) ? "message" : name.substring(OURS.length());
        return text(headers, name).or(() -> text(headers, STREAMS + theirs));
    }

    private static Optional<String> text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null
                ? Optional.empty()
                : Optional.of(new String(header.value(), UTF_8));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
