package io.dsel.streams.aggregate;

import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An event in a group.
 *
 * @param sequence which change of the group it came with: those up to the sequence of an aggregate made that aggregate;
 *     {@link #NEVER} if it was known to have ended before it came
 * @param gone which change it ended with, because its object had a later event; {@link #NEVER} as long as it counts
 */
public record Membership(long sequence, long gone, Noted noted) {
    public static final long NEVER = Long.MAX_VALUE;

    private static final int FORMAT = 2;
    private static final int MOST_HEADER_BYTES = 22;

    public Membership(long sequence, Noted noted) {
        this(sequence, NEVER, noted);
    }

    public static Serde<Membership> serde(EventCodec codec) {
        return Serdes.serdeFrom(
                (topic, membership) -> membership == null ? null : membership.bytes(),
                (topic, bytes) -> bytes == null ? null : read(codec, bytes));
    }

    /** Whether it is in what the group adds up to. */
    public boolean counts() {
        return sequence != NEVER && gone == NEVER;
    }

    /** Whether it was in what the group added up to after that change. */
    public boolean counted(long change) {
        return sequence <= change && sequence != NEVER && gone > change;
    }

    /** Another body under the same id, which counts as long as the one before it would have. */
    public Membership with(Noted better) {
        return new Membership(sequence, gone, better);
    }

    public Membership goneWith(long change) {
        return new Membership(sequence, change, noted);
    }

    private byte[] bytes() {
        return new ValueWriter(FORMAT, noted.value().length + MOST_HEADER_BYTES)
                .number(sequence == NEVER ? -1 : sequence)
                .number(gone == NEVER ? -1 : gone)
                .rest(noted.value())
                .bytes();
    }

    private static Membership read(EventCodec codec, byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        long sequence = change(in.number());
        long gone = change(in.number());
        byte[] value = in.rest();
        return new Membership(sequence, gone, new Noted(codec.decode(value, JournalEntry.class), value));
    }

    private static long change(long stored) {
        return stored < 0 ? NEVER : stored;
    }
}
