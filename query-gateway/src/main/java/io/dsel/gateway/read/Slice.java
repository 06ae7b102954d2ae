package io.dsel.gateway.read;

import io.dsel.event.EventOrder;
import java.util.Comparator;
import java.util.Optional;

/**
 * Which part of a list of events.
 *
 * @param limit items of the page
 * @param after the page's events come behind this one, in the direction
 * @param full whether the events come whole
 */
public record Slice(Direction direction, int limit, Optional<EventOrder> after, boolean full) {

    /** Newest first, or oldest first. */
    public enum Direction {
        DESC,
        ASC;

        public Comparator<EventOrder> comparator() {
            Comparator<EventOrder> order = Comparator.naturalOrder();
            return this == ASC ? order : order.reversed();
        }
    }

    /** The page behind that event. */
    public Slice behind(EventOrder last) {
        return new Slice(direction, limit, Optional.of(last), full);
    }
}
