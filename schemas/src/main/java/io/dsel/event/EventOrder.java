package io.dsel.event;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * An event's place among its entity's events: the total order by {@code (timestamp, eventId)}, which does not depend
 * on arrival. Event ids are ASCII, so their order as text is their order as bytes.
 *
 * @param timestamp event time, milliseconds since 1970 UTC
 */
public record EventOrder(long timestamp, String eventId) implements Comparable<EventOrder> {

    @Override
    public int compareTo(EventOrder other) {
        int byTime = Long.compare(timestamp, other.timestamp);
        return byTime != 0 ? byTime : eventId.compareTo(other.eventId);
    }

    /** Bytes that sort, unsigned, as the order does: eight of the timestamp, big-endian, then the id. */
    public byte[] sortable() {
        byte[] id = eventId.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(Long.BYTES + id.length)
                .putLong(timestamp)
                .put(id)
                .array();
    }

    /** The inverse of {@link #sortable()}. */
    public static EventOrder fromSortable(byte[] bytes, int from) {
        long timestamp = ByteBuffer.wrap(bytes, from, Long.BYTES).getLong();
        int id = from + Long.BYTES;
        return new EventOrder(timestamp, new String(bytes, id, bytes.length - id, StandardCharsets.US_ASCII));
    }
}
