package io.dsel.ingest.writer;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.EventOrder;
import java.util.Arrays;
import org.apache.avro.io.BinaryData;

/**
 * An encoded event taken apart without its schema: five bytes that name the schema, then, in Avro, the id, the time and
 * the rest.
 */
final class EventBytes {
    private static final int SCHEMA_BYTES = 5;
    private static final int MOST_LONG_BYTES = 10;

    private EventBytes() {}

    /**
     * Where id and time end.
     *
     * @throws UnreadableEventException if the bytes are no event
     */
    static int bodyStart(byte[] value) {
        EventOrder order = EventCodec.order(value);
        return timeStart(order.eventId()) + longBytes(order.timestamp()).length;
    }

    /** The same event at another time, in milliseconds since 1970 UTC. */
    static byte[] at(byte[] value, long timestamp) {
        int timeStart = timeStart(EventCodec.order(value).eventId());
        int bodyStart = bodyStart(value);
        byte[] time = longBytes(timestamp);
        byte[] moved = Arrays.copyOf(value, value.length + timeStart + time.length - bodyStart);
        System.arraycopy(time, 0, moved, timeStart, time.length);
        System.arraycopy(value, bodyStart, moved, timeStart + time.length, value.length - bodyStart);
        return moved;
    }

    /** Ids are ASCII, so they have as many bytes as characters. */
    private static int timeStart(String eventId) {
        return SCHEMA_BYTES + longBytes(eventId.length()).length + eventId.length();
    }

    private static byte[] longBytes(long number) {
        byte[] bytes = new byte[MOST_LONG_BYTES];
        return Arrays.copyOf(bytes, BinaryData.encodeLong(number, bytes, 0));
    }
}
