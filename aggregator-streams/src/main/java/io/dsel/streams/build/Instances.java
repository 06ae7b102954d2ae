package io.dsel.streams.build;

import io.dsel.aggregate.Aggregate;
import java.util.List;

/** The instances that read the log now. */
interface Instances {
    /** Whether this one knows all that the log declared when it started, and which instances there are. */
    boolean knowsAll();

    /**
     * Those that have not heard of the aggregate, lack its fold or saw it fail, or do not say: events that they read now go by it.
     *
     * @return their addresses; empty if all have
     */
    List<String> unaware(Aggregate aggregate);
}
