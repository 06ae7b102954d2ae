package io.dsel.ingest.writer;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.avro.io.BinaryData;

/** Encoded events of an invented schema, of which the writer sees no more than id and time. */
final class SampleEvents {
    static final String TOPIC = "dsel.events.WidgetAppliedEvent";
    static final String DELETIONS = "dsel.events.WidgetDeletedEvent";

    /** Of no sample. */
    static final Fingerprint BODY = new Fingerprint(1, 2);

    private SampleEvents() {}

    /** With a given time. */
    static EncodedEvent timed(String entity, String id, long timestamp, String body) {
        return EncodedEvent.of(TOPIC, entity, value(id, timestamp, body), true, Map.of("ce_time", "then"));
    }

    /** With a time made by the service. */
    static EncodedEvent untimed(String entity, String id, long now, String body) {
        return EncodedEvent.of(TOPIC, entity, value(id, now, body), false, Map.of("ce_time", "now"));
    }

    static EncodedEvent deletion(String entity, String id, long timestamp) {
        return EncodedEvent.of(DELETIONS, entity, value(id, timestamp, "gone"), true, Map.of());
    }

    static byte[] value(String id, long timestamp, String body) {
        ByteBuffer bytes = ByteBuffer.allocate(400);
        bytes.put((byte) 0).putInt(7);
        put(bytes, id.length());
        bytes.put(id.getBytes(StandardCharsets.US_ASCII));
        put(bytes, timestamp);
        bytes.put(body.getBytes(StandardCharsets.UTF_8));
        byte[] value = new byte[bytes.position()];
        bytes.flip().get(value);
        return value;
    }

    static Placed at(String topic, long offset) {
        return at(topic, offset, 1_000);
    }

    static Placed at(String topic, long offset, long logTime) {
        return new Placed(new LogPosition(topic, 0, offset), logTime);
    }

    static EventOrder order(String id, long timestamp) {
        return new EventOrder(timestamp, id);
    }

    private static void put(ByteBuffer bytes, long number) {
        byte[] encoded = new byte[10];
        bytes.put(encoded, 0, BinaryData.encodeLong(number, encoded, 0));
    }
}
