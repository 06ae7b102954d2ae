package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.LogPosition;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class LogEndsTest {
    private static final String TOPIC = "dsel.events.ArtifactAppliedEvent";
    private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
    private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
    private static final LogEnds ENDS = new LogEnds(Map.of(FIRST, 5L, SECOND, 0L), Map.of(FIRST, 10L, SECOND, 0L));

    @Test
    void aPositionIsGoneWithinOrNewer() {
        assertEquals(LogEnds.Side.GONE, side(TOPIC, 0, 4));
        assertEquals(LogEnds.Side.WITHIN, side(TOPIC, 0, 5));
        assertEquals(LogEnds.Side.WITHIN, side(TOPIC, 0, 9));
        assertEquals(LogEnds.Side.NEWER, side(TOPIC, 0, 10));
        assertEquals(LogEnds.Side.NEWER, side(TOPIC, 1, 0));
    }

    @Test
    void aTopicOfEventsThatCameLaterIsNewerAndNoPositionIsNoExcuse() {
        assertEquals(LogEnds.Side.NEWER, side("dsel.events.CanaryAppliedEvent", 0, 0));
        assertEquals(LogEnds.Side.WITHIN, side("", -1, -1));
        assertEquals(LogEnds.Side.WITHIN, side(TOPIC, 0, -1));
    }

    @Test
    void theTokenNamesWhatHoldsSomething() {
        assertEquals(Map.of(TOPIC, Map.of(0, 9L)), ENDS.token("cluster").positions());
        assertEquals(5, ENDS.size());
    }

    @Test
    void aLogThatBeganLaterIsNotWhole() {
        assertFalse(ENDS.isWhole());
        assertTrue(ENDS.of(topic -> false).isWhole());
    }

    private static LogEnds.Side side(String topic, int partition, long offset) {
        return ENDS.side(new LogPosition(topic, partition, offset));
    }
}
