package io.dsel.verify;

import io.dsel.topic.Topics;

/** What the streams note for themselves between the events and the aggregates. */
final class Journals {
    /**
     * Steps from an event to the last of the aggregates that it brings about: it is noted, its group begins to refer to an
     * object, and what was seen of that is noted.
     */
    private static final int STEPS = 3;

    private Journals() {}

    /** As they are now: the events of groups. */
    static LogEnds ofGroups(Log log) {
        return log.ends(Topics.AGGREGATE_JOURNAL.name()::equals);
    }

    /** Waits until the streams have made all of what is noted of the events that they have taken in. */
    static void await(Log log, Follower streams) {
        for (int step = 0; step < STEPS; step++) {
            streams.await(log.ends(topic -> topic.startsWith("dsel.journal.")).ends());
        }
    }
}
