package io.dsel.ingest.writer;

import io.dsel.event.EventOrder;
import java.util.List;

/**
 * An entity's greatest event by {@code (timestamp, id)}.
 *
 * @param deletion whether the entity reads as deleted since
 */
record Head(EventOrder order, boolean deletion, Fingerprint fingerprint, Ref ref) {

    /** To know it again, however long ago it was. */
    Known known() {
        return new Known(fingerprint, order.timestamp(), 0, deletion, ref);
    }

    /** The same, told to others. */
    HeadView view(List<Placed> appended) {
        return new HeadView(order.eventId(), order.timestamp(), deletion, ref.in(appended));
    }
}
