package io.dsel.verify;

import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/**
 * Which events two kinds of aggregates have in one group, and of which of them their latest aggregates are. Two that are not
 * told with each event may be told of it at other moments, and so of other events, though they have the same.
 */
enum GroupMembers {
    /** They have the same, and are told of the same. */
    SAME,
    /** They have the same, and are told of others: what they say can't be compared. */
    OTHER_MOMENTS,
    /** They have others. */
    OTHERS;

    /**
     * @param live what the streams list of the live kind's group, in the order of events
     * @param liveSequence of its latest aggregate; 0 if there is none
     * @param other the same of the other kind
     */
    static GroupMembers compare(
            Iterator<JsonNode> live, long liveSequence, Iterator<JsonNode> other, long otherSequence) {
        boolean sameMoments = true;
        while (live.hasNext() && other.hasNext()) {
            JsonNode one = live.next();
            JsonNode another = other.next();
            if (!same(one, another)) {
                return OTHERS;
            }
            sameMoments &= isIn(one, liveSequence) == isIn(another, otherSequence);
        }
        if (live.hasNext() || other.hasNext()) {
            return OTHERS;
        }
        return sameMoments ? SAME : OTHER_MOMENTS;
    }

    private static boolean same(JsonNode one, JsonNode another) {
        return one.path("eventId").equals(another.path("eventId"))
                && one.path("timestamp").equals(another.path("timestamp"));
    }

    private static boolean isIn(JsonNode member, long sequence) {
        return member.path("sequence").asLong() <= sequence;
    }
}
