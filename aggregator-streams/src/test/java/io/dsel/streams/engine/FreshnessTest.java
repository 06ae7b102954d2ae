package io.dsel.streams.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.streams.store.Feed;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** Honesty: what cannot be proved is not claimed. */
class FreshnessTest {
    private static final TopicPartition EVENTS = new TopicPartition("dsel.events.ThingAppliedEvent", 0);
    private static final TopicPartition OTHERS = new TopicPartition("dsel.events.ThingDeletedEvent", 0);

    private final Freshness freshness = new Freshness();

    @Test
    void anActiveStoreIsAsFreshAsTheLookWhoseEndsAreAllCommitted() {
        look(1, Map.of(EVENTS, 10L, OTHERS, 5L), Map.of(EVENTS, 10L, OTHERS, 4L), null);
        assertEquals(Optional.empty(), active());
        look(2, Map.of(EVENTS, 20L, OTHERS, 5L), Map.of(EVENTS, 12L, OTHERS, 5L), null);
        assertEquals(Optional.of(at(1)), active(), "what lay in the log at the first look is committed");
        look(3, Map.of(EVENTS, 20L, OTHERS, 5L), Map.of(EVENTS, 20L, OTHERS, 5L), null);
        assertEquals(Optional.of(at(3)), active(), "and now all");
    }

    @Test
    void aTopicWithoutRecordsNeedsNoCommit() {
        look(1, Map.of(EVENTS, 10L, OTHERS, 0L), Map.of(EVENTS, 10L), null);
        assertEquals(Optional.of(at(1)), active());
    }

    @Test
    void aStandbyIsFreshWhenItHasReadTheChangelogThatAnActiveStoreHadWritten() {
        Map<TopicPartition, Long> all = Map.of(EVENTS, 10L);
        look(1, all, all, new long[] {0, 8});
        assertEquals(Optional.empty(), standby());
        look(2, all, all, new long[] {4, 9});
        assertEquals(Optional.empty(), standby(), "the goal was taken after the first look: offset 9");
        look(3, all, all, new long[] {7, 9});
        assertEquals(Optional.empty(), standby());
        look(4, all, all, new long[] {8, 9});
        assertEquals(Optional.of(at(1)), standby(), "the last offset is the end of a transaction");
    }

    @Test
    void aStandbyThatIsGoneIsForgotten() {
        Map<TopicPartition, Long> all = Map.of(EVENTS, 10L);
        for (int i = 1; i < 4; i++) {
            look(i, all, all, new long[] {9, 9});
        }
        assertEquals(true, standby().isPresent());
        look(5, all, all, null);
        look(6, all, all, new long[] {0, 9});
        assertEquals(Optional.empty(), standby());
    }

    private void look(
            int second, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> committed, long[] changelog) {
        freshness.look(
                at(second),
                ends,
                committed,
                changelog == null
                        ? Map.of()
                        : Map.of("heads", Map.of(0, new Freshness.Changelog(changelog[0], changelog[1]))));
    }

    private Optional<Instant> active() {
        return freshness.active(Feed.EVENTS, 0).map(Progress::freshAt);
    }

    private Optional<Instant> standby() {
        return freshness.standby("heads", 0).map(Progress::freshAt);
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
