package io.dsel.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class BuildTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final TopicPartition A = new TopicPartition("dsel.events.ArtifactAppliedEvent", 0);
    private static final TopicPartition B = new TopicPartition("dsel.events.ArtifactAppliedEvent", 1);
    private static final Aggregate ANY =
            Aggregates.BUILT_IN.find("EntityActivityAggregate").orElseThrow();

    @Test
    void withAnEmptyLogThereIsNothingToBuild() {
        assertTrue(Build.of(ANY, Map.of(), NOON).isBuilt());
    }

    @Test
    void itIsBuiltAfterTwoRounds() {
        Build build = Build.of(ANY, Map.of(A, 10L, B, 4L), NOON);
        assertEquals(0, build.position());
        assertEquals(14, build.end());
        Build halfway = build.at(Map.of(A, 3L, B, 4L), 7, NOON);
        assertFalse(halfway.isAtEnd());
        assertEquals(7, halfway.position());
        Build ended = halfway.at(Map.of(A, 12L, B, 4L), 9, NOON);
        assertTrue(ended.isAtEnd());
        assertEquals(14, ended.position(), "what lies behind the end does not count");
        Build second = ended.next(Map.of(A, 15L, B, 4L), NOON);
        assertFalse(second.isBuilt());
        assertFalse(second.isAtEnd());
        Build last = second.at(Map.of(A, 15L, B, 4L), 3, NOON).next(Map.of(A, 20L), NOON);
        assertTrue(last.isBuilt());
        assertEquals(19, last.events());
    }

    @Test
    void whoeverTakesOverFindsAllThatThereIs() {
        Build build = Build.of(ANY, Map.of(A, 10L, B, 4L), NOON).at(Map.of(A, 10L, B, 1L), 8, NOON.plusMillis(1_500));
        assertEquals(build, BuildJson.read(BuildJson.write(build)));
    }
}
