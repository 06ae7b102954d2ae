package io.dsel.ingest.writer;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.avro.EventCodec;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * An event as the log takes it.
 *
 * @param entity the record's key
 * @param order read from the value
 * @param timeGiven whether the caller gave the time; else it was made here, and may be moved behind the entity's head
 * @param value schema's id and Avro
 * @param headers by name, as text
 */
public record EncodedEvent(
        String topic,
        String entity,
        EventOrder order,
        Fingerprint fingerprint,
        boolean timeGiven,
        byte[] value,
        Map<String, String> headers) {
    private static final String TIME_HEADER = "ce_time";
    private static final String DELETION = "DeletedEvent";

    static EncodedEvent of(String topic, String entity, byte[] value, boolean timeGiven, Map<String, String> headers) {
        return new EncodedEvent(
                topic,
                entity,
                EventCodec.order(value),
                Fingerprint.of(topic, value),
                timeGiven,
                value,
                new LinkedHashMap<>(headers));
    }

    /** @param record made ready for the log */
    public static EncodedEvent of(ProducerRecord<String, byte[]> record, boolean timeGiven) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : record.headers()) {
            headers.put(header.key(), new String(header.value(), UTF_8));
        }
        return of(record.topic(), record.key(), record.value(), timeGiven, headers);
    }

    /** Whether events of a topic delete their entities. */
    static boolean isDeletion(String topic) {
        return topic.endsWith(DELETION);
    }

    /** The same event at another time. */
    EncodedEvent at(long timestamp) {
        Map<String, String> moved = new LinkedHashMap<>(headers);
        moved.replace(TIME_HEADER, EventJson.time(Instant.ofEpochMilli(timestamp)));
        byte[] bytes = EventBytes.at(value, timestamp);
        return new EncodedEvent(
                topic, entity, new EventOrder(timestamp, order.eventId()), fingerprint, timeGiven, bytes, moved);
    }

    ProducerRecord<String, byte[]> record(int partition) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic, partition, entity, value);
        headers.forEach((name, text) -> record.headers().add(new RecordHeader(name, text.getBytes(UTF_8))));
        return record;
    }

    /** About what it takes in memory and in the log, in bytes. */
    public int size() {
        return value.length + entity.length() + topic.length() + 64 * headers.size();
    }
}
