package io.dsel.streams.aggregate;

import io.dsel.event.EventMeta;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * What is kept of a group between its events.
 *
 * @param sequence changes of the group: events that it came to know of, and other bodies of known ones
 * @param emitted time of its last aggregate, milliseconds since 1970 UTC; -1 if there is none
 * @param mark what its last aggregate stands for, see {@link Cadence}; null if nothing
 * @param fold what its events add up to; empty as long as none was added
 */
public record GroupState(long sequence, long emitted, String mark, byte[] fold) {
    /** Of no event. */
    public static final GroupState NONE = new GroupState(0, -1, null, new byte[0]);

    private static final int FORMAT = 1;
    private static final int MOST_HEADER_BYTES = 64;

    /** Above the aggregates' times of the last millisecond that an event may have. */
    private static final long END = EventMeta.LAST.toEpochMilli();

    public static Serde<GroupState> serde() {
        return Serdes.serdeFrom(
                (topic, state) -> state == null ? null : state.bytes(),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    /** After one more change. */
    public GroupState changed() {
        return new GroupState(sequence + 1, emitted, mark, fold);
    }

    /**
     * With an aggregate: at the time of the event that brings it about, or a millisecond after the one before, so that the
     * last of a group is also its greatest.
     *
     * @param time of that event, milliseconds since 1970 UTC
     */
    public GroupState emittedAt(long time) {
        return new GroupState(sequence, Math.min(Math.max(emitted + 1, time), END - 1), mark, fold);
    }

    public GroupState withMark(String other) {
        return new GroupState(sequence, emitted, other, fold);
    }

    public GroupState withFold(byte[] other) {
        return new GroupState(sequence, emitted, mark, other);
    }

    private byte[] bytes() {
        return new ValueWriter(FORMAT, fold.length + MOST_HEADER_BYTES)
                .number(sequence)
                .number(emitted)
                .optionalText(mark)
                .rest(fold)
                .bytes();
    }

    private static GroupState read(byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        return new GroupState(in.number(), in.number(), in.optionalText(), in.rest());
    }
}
