package io.dsel.avro;

import io.dsel.event.EventMeta;
import io.dsel.events.Meta;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Meta between its record and its value. */
final class MetaRecords {
    private MetaRecords() {}

    static GenericData.Record write(EventMeta meta) {
        GenericData.Record record = new GenericData.Record(Meta.SCHEMA$);
        record.put("eventId", meta.eventId());
        record.put("timestamp", meta.timestamp().toEpochMilli());
        record.put("userId", meta.userId());
        record.put("correlationId", meta.correlationId());
        record.put("causationId", meta.causationId());
        record.put("executionId", meta.executionId());
        record.put("name", meta.name());
        record.put("appId", meta.appId());
        record.put("region", meta.region());
        record.put("labels", new TreeMap<>(meta.labels())); // the same event, the same bytes
        return record;
    }

    static EventMeta read(GenericRecord record) {
        Object timestamp = record.get("timestamp");
        Map<String, String> labels = new HashMap<>();
        ((Map<?, ?>) record.get("labels")).forEach((key, value) -> labels.put(key.toString(), value.toString()));
        return new EventMeta(
                text(record, "eventId"),
                timestamp instanceof Instant instant ? instant : Instant.ofEpochMilli((long) timestamp),
                text(record, "userId"),
                text(record, "correlationId"),
                text(record, "causationId"),
                text(record, "executionId"),
                text(record, "name"),
                text(record, "appId"),
                text(record, "region"),
                labels);
    }

    private static String text(GenericRecord record, String field) {
        Object value = record.get(field);
        return value == null ? null : value.toString();
    }
}
