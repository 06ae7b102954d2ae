package io.dsel.streams.store;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An event in full, and what a list of events shows of it without decoding it. Its time and id are in the key.
 *
 * @param bodyHash tells two bodies under one id apart
 * @param kind the event's kind, such as {@code ArtifactAppliedEvent}
 * @param action the action in it; empty for an aggregate
 * @param value the event as the log has it
 */
public record StoredEvent(
        Place place, long bodyHash, String kind, String action, String userId, String executionId, byte[] value) {
    private static final int FORMAT = 2;
    private static final int USUAL_OVERHEAD = 256;

    public static Serde<StoredEvent> serde() {
        return Serdes.serdeFrom(
                (topic, event) -> event == null ? null : event.bytes(),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    /** The same event, lying elsewhere. */
    public StoredEvent at(Place other) {
        return other.equals(place) ? this : new StoredEvent(other, bodyHash, kind, action, userId, executionId, value);
    }

    private byte[] bytes() {
        ValueWriter out = new ValueWriter(FORMAT, value.length + USUAL_OVERHEAD);
        place.write(out);
        return out.wide(bodyHash)
                .text(kind)
                .text(action)
                .text(userId)
                .text(executionId)
                .rest(value)
                .bytes();
    }

    private static StoredEvent read(byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        return new StoredEvent(Place.read(in), in.wide(), in.text(), in.text(), in.text(), in.text(), in.rest());
    }
}
