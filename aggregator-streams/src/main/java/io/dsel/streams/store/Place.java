package io.dsel.streams.store;

import io.dsel.event.LogPosition;
import java.util.Comparator;

/**
 * Where an event lies, and since when.
 *
 * @param logTime when the log took it, milliseconds since 1970 UTC
 */
public record Place(LogPosition position, long logTime) {
    private static final Comparator<LogPosition> BY_POSITION = Comparator.comparing(LogPosition::topic)
            .thenComparingInt(LogPosition::partition)
            .thenComparingLong(LogPosition::offset);

    /** Of two copies of an event the one that stands for it: it must not depend on which was read first. */
    public Place least(Place other) {
        return BY_POSITION.compare(position, other.position) <= 0 ? this : other;
    }

    void write(ValueWriter out) {
        out.text(position.topic())
                .number(position.partition())
                .number(position.offset())
                .number(logTime);
    }

    static Place read(ValueReader in) {
        LogPosition position = new LogPosition(in.text(), in.count(), in.number());
        return new Place(position, in.number());
    }
}
