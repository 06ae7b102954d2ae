package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;

/** Events' places in their order, in a state. */
public final class Orders {
    private Orders() {}

    public static void write(ValueWriter out, EventOrder order) {
        out.number(order.timestamp()).text(order.eventId());
    }

    public static EventOrder read(ValueReader in) {
        return new EventOrder(in.number(), in.text());
    }
}
