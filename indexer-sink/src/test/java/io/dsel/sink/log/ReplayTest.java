package io.dsel.sink.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.client.ReplayTarget;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 1);

    @Test
    void aPlanSaysWhatIsReadAgain() {
        ReplayPlan plan = ReplayPlan.of("g", 1, Map.of(A, 100L, B, 50L), Map.of(A, 10L, B, 0L), Map.of(A, 30L));
        assertEquals(new ReplayPlan("g", 1, 70, List.of(new ReplayPlan.Move("a", 0, 100, 30, 70))), plan);
    }

    @Test
    void aReplayNeverPassesOverWhatWasNotRead() {
        ReplayPlan plan = ReplayPlan.of("g", 1, Map.of(A, 20L), Map.of(A, 0L, B, 0L), Map.of(A, 90L, B, 90L));
        assertEquals(new ReplayPlan("g", 1, 0, List.of()), plan);
    }

    @Test
    void nothingBeforeTheLogsBeginningIsPromised() {
        ReplayPlan plan = ReplayPlan.of("g", 1, Map.of(A, 20L), Map.of(A, 15L), Map.of(A, 3L));
        assertEquals(List.of(new ReplayPlan.Move("a", 0, 20, 15, 5)), plan.partitions());
    }

    @Test
    void targetsAreRead() {
        assertEquals(new ReplayTarget.Earliest(), target("{\"to\":\"earliest\"}"));
        assertEquals(new ReplayTarget.Offset(7), target("{\"to\":\"offset\",\"offset\":7}"));
        assertEquals(
                new ReplayTarget.Offsets(Map.of(B, 7L)), target("{\"to\":\"offset\",\"offsets\":{\"b\":{\"1\":7}}}"));
        assertEquals(
                new ReplayTarget.Time(Instant.parse("2026-01-01T00:00:00Z")),
                target("{\"to\":\"time\",\"time\":\"2026-01-01T01:00:00+01:00\"}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "{} | to",
                "{\"to\":\"latest\"} | to",
                "{\"to\":\"time\",\"time\":\"yesterday\"} | time",
                "{\"to\":\"offset\"} | offset",
                "{\"to\":\"offset\",\"offset\":-1} | offset",
                "{\"to\":\"offset\",\"offset\":1.5} | offset",
                "{\"to\":\"offset\",\"offsets\":{}} | offsets",
                "{\"to\":\"offset\",\"offsets\":{\"b\":{\"x\":7}}} | offsets.b.x",
                "{\"to\":\"offset\",\"offsets\":{\"b\":{\"1\":\"7\"}}} | offsets.b.1"
            })
    void aWrongTargetNamesItsMember(String body, String member) {
        assertEquals(
                member,
                assertThrows(InvalidEventException.class, () -> target(body)).field());
    }

    @Test
    void lagIsWhatIsNotCommitted() {
        Lag lag = Lag.of("g", 1, Map.of(A, 70L), Map.of(A, 10L, B, 5L), Map.of(A, 100L, B, 8L), "RUNNING");
        assertEquals(33, lag.lag());
        assertEquals(75, lag.position());
        assertEquals(108, lag.end());
        assertEquals(new Lag.PartitionLag(70, 100, 30), lag.topics().get("a").get(0));
        assertEquals(new Lag.PartitionLag(5, 8, 3), lag.topics().get("b").get(1));
    }

    private static ReplayTarget target(String body) {
        return ReplayTarget.read(Json.parse(body));
    }
}
