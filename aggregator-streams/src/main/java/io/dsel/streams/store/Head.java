package io.dsel.streams.store;

import io.dsel.event.EventOrder;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Which event of an entity is its greatest, and what a list of objects shows of it. The event itself is in the history.
 *
 * @param bodyHash tells two bodies under one id apart
 * @param action the action in it; empty for an aggregate
 */
public record Head(EventOrder order, Place place, long bodyHash, String action, String userId) {
    private static final int FORMAT = 3;
    private static final int USUAL_BYTES = 192;

    public static Serde<Head> serde() {
        return Serdes.serdeFrom(
                (topic, head) -> head == null ? null : head.bytes(),
                (topic, bytes) -> bytes == null ? null : read(bytes));
    }

    private byte[] bytes() {
        ValueWriter out = new ValueWriter(FORMAT, USUAL_BYTES);
        out.number(order.timestamp()).text(order.eventId());
        place.write(out);
        return out.wide(bodyHash).text(action).text(userId).bytes();
    }

    private static Head read(byte[] bytes) {
        ValueReader in = new ValueReader(FORMAT, bytes);
        EventOrder order = new EventOrder(in.number(), in.text());
        return new Head(order, Place.read(in), in.wide(), in.text(), in.text());
    }
}
