package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.VersionedManifest;
import io.dsel.event.EntityKey;
import io.dsel.gateway.read.Cursor;
import io.dsel.gateway.read.EventFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LiveVersionsTest {
    private static final String NAME = "EntityActivityAggregate";
    private static final String SECOND = "EntityActivityV2Aggregate";
    private static final EntityKey GROUP = new EntityKey(NAME, "shop", "x");

    private final VersionedManifest candidate =
            VersionedManifest.of(Aggregates.builtInManifest(NAME).orElseThrow()).rebuilt();
    private Aggregates aggregates = Aggregates.BUILT_IN.with(AggregateVersions.read(candidate.object()));
    private final LiveVersions live = new LiveVersions(() -> aggregates, null);

    @Test
    void aCandidateIsReadUnderItsOwnNameOnly() {
        assertEquals(GROUP, live.of(GROUP));
        assertEquals(SECOND, live.of(SECOND));
        assertEquals(List.of(SECOND), live.hidden());
    }

    @Test
    void aPromotionIsOneStepForAllReads() {
        promote();
        assertEquals(new EntityKey(SECOND, "shop", "x"), live.of(GROUP));
        assertEquals(List.of(NAME), live.hidden());
        assertTrue(live.isLive(SECOND) && !live.isLive(NAME));
        assertEquals("Artifact", live.of("Artifact"));
        EventFilter filter = EventFilter.ALL.ofKinds(List.of(NAME, "Artifact"));
        assertEquals(List.of(SECOND, "Artifact"), live.of(filter).kinds());
    }

    @Test
    void whatWasDroppedStaysHidden() {
        aggregates = Aggregates.BUILT_IN.with(
                AggregateVersions.read(candidate.promoted().dropped().object()));
        assertEquals(List.of(NAME), live.hidden());
        aggregates = Aggregates.BUILT_IN.with(
                AggregateVersions.read(candidate.dropped().object()));
        assertEquals(List.of(SECOND), live.hidden());
    }

    @Test
    void aCallerMayChoose() {
        promote();
        assertEquals(GROUP, live.chosen(GROUP, parameters(Map.of("formula", List.of("1")))));
        assertEquals(SECOND, live.chosen(GROUP, parameters(Map.of())).kind());
        assertEquals(
                "formula: is for aggregates; Artifact has none",
                assertThrows(
                                BadParameterException.class,
                                () -> live.chosen(
                                        new EntityKey("Artifact", "a", "b"),
                                        parameters(Map.of("formula", List.of("then")))))
                        .getMessage());
        assertThrows(
                BadParameterException.class, () -> live.chosen(GROUP, parameters(Map.of("formula", List.of("old")))));
    }

    @Test
    void aPageGoesOnInTheVersionThatItIsOf() {
        promote();
        String cursor = Cursor.of(NAME, "place").text();
        ReadParameters second = parameters(Map.of("after", List.of(cursor)));
        assertEquals(NAME, live.ofPage(GROUP, second, EntityKey::kind).kind());
        assertEquals(
                SECOND,
                live.ofPage(GROUP, parameters(Map.of()), EntityKey::kind).kind());
    }

    private void promote() {
        aggregates = Aggregates.BUILT_IN.with(
                AggregateVersions.read(candidate.promoted().object()));
    }

    private static ReadParameters parameters(Map<String, List<String>> parameters) {
        return new ReadParameters(parameters, Set.of("formula", "after"));
    }
}
