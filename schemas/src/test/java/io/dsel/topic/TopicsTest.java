package io.dsel.topic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EventKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {
    private static final Topic EVENTS = Topics.forKind(EventKind.parse("ArtifactAppliedEvent"));
    private static final Topic AGGREGATES = Topics.forKind(EventKind.parse("ExecutionStatusAggregate"));
    private static final List<Topic> OTHERS = List.of(
            Topics.HEADS, Topics.DEAD_LETTERS, Topics.AGGREGATE_JOURNAL, Topics.REFERENCES, Topics.WRITER_HEADS);

    @Test
    void eachKindHasItsTopic() {
        assertEquals("dsel.events.ArtifactAppliedEvent", EVENTS.name());
        assertEquals("dsel.aggregates.ExecutionStatusAggregate", AGGREGATES.name());
    }

    @Test
    void thePatternsMeetNoOtherTopics() {
        assertTrue(Topics.EVENTS.matcher(EVENTS.name()).matches());
        assertTrue(Topics.AGGREGATES.matcher(AGGREGATES.name()).matches());
        assertFalse(Topics.EVENTS.matcher(AGGREGATES.name()).matches());
        assertFalse(Topics.AGGREGATES.matcher(EVENTS.name()).matches());
        for (Topic other : OTHERS) {
            assertFalse(Topics.EVENTS.matcher(other.name()).matches(), other.name());
            assertFalse(Topics.AGGREGATES.matcher(other.name()).matches(), other.name());
        }
    }

    @Test
    void eventsAreKeptForEverAndTimedByTheLog() {
        for (Topic topic : List.of(EVENTS, AGGREGATES)) {
            assertEquals("delete", topic.configuration().get("cleanup.policy"));
            assertEquals("-1", topic.configuration().get("retention.ms"));
            assertEquals("LogAppendTime", topic.configuration().get("message.timestamp.type"));
        }
        assertEquals("compact", Topics.HEADS.configuration().get("cleanup.policy"));
    }
}
