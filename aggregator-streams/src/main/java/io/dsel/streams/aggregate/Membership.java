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
 * @param sequence which change of the group it came with: those up to the sequence of an aggregate made that aggregate
 */
public record Membership(long sequence, Noted noted) {
    private static final int FORMAT = 1;
    private static final int MOST_HEADER_BYTES = 11;

    public static Serde<Membership> serde(EventCodec codec) {
        return Serdes.serdeFrom(
                (topic, membership) -> membership == null ? null : membership.bytes(),
                (topic, bytes) -> bytes == null ? null : read(codec, bytes));
    }

    private byte[] bytes() {
        return new ValueWriter(FORMAT, noted.value().length + MOST_HEADER_BYTES)
                .number(sequence)
                .rest(noted.value())
                .bytes();
    }

    private static Membership read(EventCodec codec, byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        long sequence = in.number();
        byte[] value = in.rest();
        return new Membership(sequence, new Noted(codec.decode(value, JournalEntry.class), value));
    }
}
