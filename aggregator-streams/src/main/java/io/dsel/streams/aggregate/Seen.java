package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.events.JournalEntry;
import io.dsel.events.SeenEntry;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.util.Locale;

/**
 * What was seen of an object that a group refers to.
 *
 * @param order of the object's event that was seen; that of the group's member where the object is missing
 * @param bodyHash tells two bodies under one id apart
 * @param told by the name of a reference what that tells of the object, as JSON text
 */
record Seen(State state, EventOrder order, long bodyHash, String told) {

    /** How the object was. */
    enum State {
        /** There is no event of it. */
        MISSING,
        FOUND,
        DELETED;

        String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Seen of(JournalEntry entry) {
        SeenEntry seen = entry.getSeen();
        EventOrder order = new EventOrder(entry.getTimestamp().toEpochMilli(), entry.getEventId());
        return new Seen(State.valueOf(seen.getState()), order, entry.getBodyHash(), seen.getTold());
    }

    /**
     * Whether this takes the other's place: as with heads, the greatest event of an object counts, and of two bodies under
     * one id the one with the smaller hash. To be missing comes before every event.
     */
    boolean isAfter(Seen other) {
        if (state == State.MISSING || other.state == State.MISSING) {
            return other.state == State.MISSING && state != State.MISSING;
        }
        int byOrder = order.compareTo(other.order);
        return byOrder != 0 ? byOrder > 0 : Long.compareUnsigned(bodyHash, other.bodyHash) < 0;
    }

    void write(ValueWriter out) {
        Orders.write(out.text(state.name()), order);
        out.wide(bodyHash).text(told);
    }

    static Seen read(ValueReader in) {
        return new Seen(State.valueOf(in.text()), Orders.read(in), in.wide(), in.text());
    }
}
