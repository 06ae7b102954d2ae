package io.dsel.ingest.writer;

import io.dsel.event.EventOrder;

/**
 * What is remembered of an event, to know it again.
 *
 * @param timestamp event time, milliseconds since 1970 UTC
 * @param logTime when the log took it, milliseconds since 1970 UTC
 */
record Known(Fingerprint fingerprint, long timestamp, long logTime, boolean deletion, Ref ref) {

    /** Whether the event is this one again. One whose time was made here, not given, may have been made later. */
    boolean is(EncodedEvent event) {
        return fingerprint.equals(event.fingerprint())
                && (!event.timeGiven() || timestamp == event.order().timestamp());
    }

    Head asHead(String eventId) {
        return new Head(new EventOrder(timestamp, eventId), deletion, fingerprint, ref);
    }
}
