package io.dsel.gateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OffsetsTest {
    private final Offsets wanted =
            Offsets.behind(Token.of("c", List.of(new LogPosition("t", 0, 4), new LogPosition("u", 1, 0))));

    @Test
    void aTokenIsCoveredOnceTheNextOffsetIsBehindItsOwn() {
        assertTrue(at("t", 0, 5, "u", 1, 1).covers(wanted));
        assertFalse(at("t", 0, 4, "u", 1, 1).covers(wanted));
        assertFalse(at("t", 0, 5, "u", 0, 9).covers(wanted));
    }

    @Test
    void whatIsBehindIsNamedForPeople() {
        assertEquals("t/0 3 of 5", at("t", 0, 3, "u", 1, 1).firstBehind(wanted));
        assertEquals("u/1 0 of 1", at("t", 0, 5, "u", 0, 9).firstBehind(wanted));
    }

    @Test
    void coveredOffsetsAreInclusiveAsInATokenAndLeaveOutWhatIsEmpty() {
        assertEquals(Map.of("t", Map.of(0, 4L)), at("t", 0, 5, "u", 1, 0).covered());
    }

    private static Offsets at(String t, int p, long o, String t2, int p2, long o2) {
        return Offsets.of(Map.of(new TopicPartition(t, p), o, new TopicPartition(t2, p2), o2));
    }
}
