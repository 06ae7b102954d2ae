package io.dsel.bench.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskUseTest {
    private static final DiskUse USE = new DiskUse(10, 4_000, Map.of(Tier.EVENTS, 1_000L, Tier.INDEX, 12_000L));

    @ParameterizedTest
    @CsvSource({
        "dsel.events.ArtifactAppliedEvent, EVENTS",
        "dsel.aggregates.ExecutionStatusAggregate, AGGREGATES",
        "dsel.journal.aggregates, JOURNALS",
        "dsel.heads, HEADS",
        "dsel-aggregator-history-changelog, CHANGELOGS",
        "dsel.control.builds, OTHER_TOPICS",
        "__consumer_offsets, OTHER_TOPICS"
    })
    void aTopicIsOfTheTierThatItsNameBeginsWith(String topic, Tier tier) {
        assertEquals(tier, Tier.ofTopic(topic));
    }

    @Test
    void eachTierHasALineAlsoIfNothingLiesThere() {
        assertEquals(1 + Tier.values().length, USE.lines().size());
        assertTrue(
                USE.lines().getFirst().startsWith("10 events of 4,000 bytes"),
                USE.lines().getFirst());
        assertTrue(
                USE.lines().getLast().endsWith("12,000 bytes,   3.00 for each byte of event"),
                USE.lines().getLast());
        assertTrue(
                USE.lines().get(2).endsWith(" 0 bytes,   0.00 for each byte of event"),
                USE.lines().get(2));
    }

    @Test
    void machinesGetEachTierUnderItsName() {
        assertEquals(12_000, USE.json().at("/bytes/index").longValue());
        assertEquals(0, USE.json().at("/bytes/stores").longValue());
        assertEquals(4_000, USE.json().path("eventBytes").longValue());
    }
}
