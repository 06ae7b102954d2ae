package io.dsel.sink.log;

import io.dsel.event.EventJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * A record that was given up.
 *
 * @param partition of {@code dsel.dead-letters}
 * @param offset there
 * @param time when it was given up
 * @param reason why; empty if it does not say
 * @param stage who gave it up; empty if it does not say
 * @param key of the record; for events the entity
 * @param bytes of the record's value
 * @param original where the record lay; a topic of null if it does not say
 */
public record DeadLetter(
        int partition,
        long offset,
        String time,
        String reason,
        String stage,
        String key,
        int bytes,
        Original original) {

    /** Where the record lay. */
    public record Original(String topic, int partition, long offset) {}

    static DeadLetter of(ConsumerRecord<byte[], byte[]> letter) {
        Headers headers = letter.headers();
        return new DeadLetter(
                letter.partition(),
                letter.offset(),
                EventJson.time(Instant.ofEpochMilli(letter.timestamp())),
                DeadLetterHeaders.find(headers, DeadLetterHeaders.REASON).orElse(""),
                DeadLetterHeaders.find(headers, DeadLetterHeaders.STAGE).orElse(""),
                letter.key() == null ? null : new String(letter.key(), StandardCharsets.UTF_8),
                letter.value() == null ? 0 : letter.value().length,
                original(headers));
    }

    /** The record as it was, for the topic and partition that it lay in. */
    static ProducerRecord<byte[], byte[]> revive(ConsumerRecord<byte[], byte[]> letter) {
        Original original = original(letter.headers());
        return new ProducerRecord<>(
                original.topic(),
                original.partition(),
                null,
                letter.key(),
                letter.value(),
                DeadLetterHeaders.original(letter.headers()));
    }

    private static Original original(Headers headers) {
        return new Original(
                DeadLetterHeaders.find(headers, DeadLetterHeaders.TOPIC).orElse(null),
                number(headers, DeadLetterHeaders.PARTITION).intValue(),
                number(headers, DeadLetterHeaders.OFFSET));
    }

    private static Long number(Headers headers, String name) {
        return DeadLetterHeaders.find(headers, name)
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(Long::valueOf)
                .orElse(-1L);
    }
}
