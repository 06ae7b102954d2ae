package io.dsel.streams.store;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Where an event lies, and what a list of events shows of it. Its time and id are in the key.
 *
 * @param bodyHash tells two bodies under one id apart
 * @param kind the event's kind, such as {@code ArtifactAppliedEvent}
 * @param action the action in it; empty for an aggregate
 */
public record HistoryEntry(Place place, long bodyHash, String kind, String action, String userId, String executionId) {
    private static final int FORMAT = 1;
    private static final int USUAL_BYTES = 256;

    public static Serde<HistoryEntry> serde() {
        return Serdes.serdeFrom(
                (topic, entry) -> entry == null ? null : entry.bytes(),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    /** The same event, lying elsewhere. */
    public HistoryEntry at(Place other) {
        return other.equals(place) ? this : new HistoryEntry(other, bodyHash, kind, action, userId, executionId);
    }

    private byte[] bytes() {
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES);
        place.write(out);
        return out.wide(bodyHash)
                .text(kind)
                .text(action)
                .text(userId)
                .text(executionId)
                .bytes();
    }

    private static HistoryEntry read(byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        return new HistoryEntry(Place.read(in), in.wide(), in.text(), in.text(), in.text(), in.text());
    }
}
