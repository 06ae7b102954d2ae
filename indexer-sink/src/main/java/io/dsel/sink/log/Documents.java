package io.dsel.sink.log;

import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.event.Event;
import io.dsel.event.LogPosition;
import io.dsel.index.IndexSort;
import io.dsel.sink.document.DocumentId;
import io.dsel.sink.document.EventDocument;
import io.dsel.sink.document.IndexName;
import io.dsel.topic.Topics;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Records to bulk items. Events and aggregates are created once under their event id; a head replaces the one before it
 * unless that is later in event time.
 */
final class Documents {
    private final EventCodec codec;
    private final int generation;

    /** @param generation of the index that they are for */
    Documents(EventCodec codec, int generation) {
        this.codec = codec;
        this.generation = generation;
    }

    /**
     * @throws RegistryUnavailableException if the schema can't be asked for now
     * @throws RuntimeException if the record is no event, or one that can't be indexed
     */
    LogItem read(ConsumerRecord<byte[], byte[]> record) {
        Event event = codec.decode(record.value());
        boolean head = isHead(record);
        String id = head ? DocumentId.of(event.entity()) : event.meta().eventId();
        ByteArrayOutputStream lines = new ByteArrayOutputStream(1024 + 3 * record.value().length);
        lines.writeBytes((head ? headAction(event, id) : createAction(event, id)).getBytes(StandardCharsets.UTF_8));
        LogPosition position = new LogPosition(record.topic(), record.partition(), record.offset());
        EventDocument.write(event, position, Instant.ofEpochMilli(record.timestamp()), lines);
        lines.write('\n');
        return new LogItem(record, id, event.meta().order(), lines.toByteArray());
    }

    static boolean isHead(ConsumerRecord<?, ?> record) {
        return record.topic().equals(Topics.HEADS.name());
    }

    private String createAction(Event event, String id) {
        return "{\"create\":{\"_index\":\"" + IndexName.of(event, generation) + "\",\"_id\":\"" + escape(id) + "\"}}\n";
    }

    private String headAction(Event event, String id) {
        return "{\"index\":{\"_index\":\"" + IndexSort.HEADS.stem(generation) + "\",\"_id\":\"" + id + "\",\"version\":"
                + event.meta().timestamp().toEpochMilli() + ",\"version_type\":\"external_gte\"}}\n";
    }

    /** Event ids are printable ASCII, of which JSON escapes two. */
    private static String escape(String id) {
        return id.indexOf('"') < 0 && id.indexOf('\\') < 0
                ? id
                : id.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
