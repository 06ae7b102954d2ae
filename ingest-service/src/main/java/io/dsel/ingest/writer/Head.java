package io.dsel.ingest.writer;

import io.dsel.event.EventOrder;
import java.util.List;

/**
 * An entity's greatest event by {@code (timestamp, id)}.
 *
 * @param deletion whether the entity reads as deleted since
 */
record Head(EventOrder order, boolean deletion, Ref ref) {

    /** The same, told to others. */
    HeadView view(List<Placed> appended) {
        return new HeadView(order.eventId(), order.timestamp(), deletion, ref.in(appended));
    }
}
