package io.dsel.ingest.writer;

import io.dsel.event.LogPosition;
import java.util.List;
import java.util.Optional;

/** What became of a unit. */
public sealed interface Result {

    /** The log has all of its events. */
    record Stored(List<Item> items) implements Result {}

    /**
     * @param timestamp as stored, milliseconds since 1970 UTC
     * @param duplicate whether the log had it before
     */
    record Item(LogPosition position, long timestamp, boolean duplicate) {}

    /**
     * The log has none of its events.
     *
     * @param item index of the one that is to blame
     * @param there what is in the log instead, where the reason is that something is or is not
     */
    record Refused(int item, Reason reason, Optional<HeadView> there) implements Result {}

    /** The head that was asked for. */
    record Seen(Optional<HeadView> head) implements Result {}

    /** Why nothing was stored. */
    enum Reason {
        /** Another event has the same id. */
        ID_CONFLICT,
        /** The condition does not hold. */
        CONDITION_FAILED,
        /** The write builds on a head that its own time lies before. */
        OLDER_THAN_HEAD,
        /** The broker takes no record of this size. */
        TOO_LARGE,
        /** The broker does not let this service write to the topic. */
        TOPIC_CLOSED
    }
}
