package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.json.Json;
import java.util.Iterator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Whether two kinds have the same events in a group, and are told of the same. */
class GroupMembersTest {
    @Test
    void theSameEventsUpToTheSequenceOfEachAreTheSame() {
        assertEquals(GroupMembers.SAME, GroupMembers.compare(members(1, 2, 3), 2, members(7, 9, 12), 11));
        assertEquals(GroupMembers.SAME, GroupMembers.compare(members(1, 2), 0, members(2, 1), 0));
    }

    @Test
    void theSameEventsInAnotherOrderAreToldOfAtOtherMoments() {
        assertEquals(GroupMembers.OTHER_MOMENTS, GroupMembers.compare(members(1, 2, 3), 2, members(3, 2, 1), 2));
        assertEquals(GroupMembers.OTHER_MOMENTS, GroupMembers.compare(members(1, 2), 2, members(1, 2), 0));
    }

    @Test
    void anEventThatOneLacksMakesThemOthers() {
        assertEquals(GroupMembers.OTHERS, GroupMembers.compare(members(1, 2, 3), 2, members(1, 2), 2));
        assertEquals(GroupMembers.OTHERS, GroupMembers.compare(members(), 0, members(1), 1));
    }

    /** Events in their order. @param sequences at which the group came to know them */
    private static Iterator<JsonNode> members(int... sequences) {
        return IntStream.range(0, sequences.length)
                .<JsonNode>mapToObj(i -> Json.MAPPER
                        .createObjectNode()
                        .put("eventId", "e" + i)
                        .put("timestamp", "2026-01-15T12:00:00.000Z")
                        .put("sequence", sequences[i]))
                .iterator();
    }
}
