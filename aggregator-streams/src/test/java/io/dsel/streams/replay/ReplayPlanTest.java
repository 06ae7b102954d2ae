package io.dsel.streams.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.ReplayTarget;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayPlanTest {
    private static final TopicPartition ONE = new TopicPartition("dsel.events.ThingAppliedEvent", 0);
    private static final TopicPartition TWO = new TopicPartition("dsel.events.ThingAppliedEvent", 1);
    private static final TopicPartition NEVER_READ = new TopicPartition("dsel.events.ThingDeletedEvent", 0);

    private static final SortedSet<String> NOTHING = new TreeSet<>();

    private final Map<TopicPartition, Long> committed = Map.of(ONE, 100L, TWO, 50L);
    private final Map<TopicPartition, Long> earliest = Map.of(ONE, 10L, TWO, 0L, NEVER_READ, 0L);

    @Test
    void itOnlyGoesBackAndNotBeforeTheLog() {
        ReplayPlan plan =
                ReplayPlan.of("group", false, NOTHING, committed, earliest, Map.of(ONE, 5L, TWO, 70L, NEVER_READ, 3L));
        assertEquals(List.of(new ReplayPlan.Move(ONE.topic(), 0, 100, 10, 90)), plan.partitions());
        assertEquals(90, plan.records());
        assertEquals(Map.of(ONE, 10L), plan.offsets());
    }

    @Test
    void partitionsThatAreNotNamedStay() {
        assertTrue(ReplayPlan.of("group", false, NOTHING, committed, earliest, Map.of())
                .partitions()
                .isEmpty());
    }

    @Test
    void targetsAreReadFromJson() {
        assertEquals(new ReplayTarget.Earliest(), target("{\"to\": \"earliest\"}"));
        assertEquals(
                new ReplayTarget.Time(Instant.parse("2026-01-15T10:00:00Z")),
                target("{\"to\": \"time\", \"time\": \"2026-01-15T11:00:00+01:00\"}"));
        assertEquals(new ReplayTarget.Offset(7), target("{\"to\": \"offset\", \"offset\": 7}"));
        assertEquals(
                new ReplayTarget.Offsets(Map.of(TWO, 7L)),
                target("{\"to\": \"offset\", \"offsets\": {\"dsel.events.ThingAppliedEvent\": {\"1\": 7}}}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "{}|to",
                "{\"to\": \"latest\"}|to",
                "{\"to\": \"time\"}|time",
                "{\"to\": \"offset\"}|offset",
                "{\"to\": \"offset\", \"offset\": -1}|offset",
                "{\"to\": \"offset\", \"offsets\": {}}|offsets",
                "{\"to\": \"offset\", \"offsets\": {\"t\": {\"x\": 1}}}|offsets.t.x",
                "{\"to\": \"offset\", \"offsets\": {\"t\": {\"1\": \"2\"}}}|offsets.t.1"
            })
    void whatIsWrongIsNamed(String json, String field) {
        assertEquals(
                field,
                assertThrows(InvalidEventException.class, () -> target(json)).field());
    }

    private static ReplayTarget target(String json) {
        return ReplayTarget.read(Json.parse(json));
    }
}
