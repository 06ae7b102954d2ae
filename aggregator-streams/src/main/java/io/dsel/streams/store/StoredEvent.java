package io.dsel.streams.store;

import io.dsel.avro.EventCodec;
import io.dsel.event.EventOrder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * An event in full.
 *
 * @param bodyHash tells two bodies under one id apart
 * @param value the event as the log has it
 */
public record StoredEvent(Place place, long bodyHash, byte[] value) {
    private static final int FORMAT = 1;
    private static final int USUAL_OVERHEAD = 80;

    public static Serde<StoredEvent> serde() {
        return Serdes.serdeFrom(
                (topic, event) -> event == null ? null : event.bytes(),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    public EventOrder order() {
        return EventCodec.order(value);
    }

    private byte[] bytes() {
        ValueWriter out = new ValueWriter(FORMAT, value.length + USUAL_OVERHEAD);
        place.write(out);
        return out.wide(bodyHash).rest(value).bytes();
    }

    private static StoredEvent read(byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        return new StoredEvent(Place.read(in), in.wide(), in.rest());
    }
}
