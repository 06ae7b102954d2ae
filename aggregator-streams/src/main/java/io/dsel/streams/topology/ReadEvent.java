package io.dsel.streams.topology;

import io.dsel.event.BodyHash;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;

/**
 * An event as it came from the log, known to be whole.
 *
 * @param value as the log has it
 * @param entity the key that its record must have
 */
record ReadEvent(byte[] value, Event event, String entity, long bodyHash) implements Parsed {

    ReadEvent(byte[] value, Event event) {
        this(value, event, event.entity().text(), BodyHash.of(event));
    }

    EventOrder order() {
        return event.meta().order();
    }
}
