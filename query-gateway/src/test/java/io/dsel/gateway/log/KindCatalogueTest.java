package io.dsel.gateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.gateway.log.KindCatalogue.ObjectKind;
import io.dsel.kind.Kinds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindCatalogueTest {
    @Test
    void topicsAreGroupedByTheKindOfTheirObject() {
        KindCatalogue catalogue = KindCatalogue.of(
                Map.of(
                        "dsel.events.ArtifactAppliedEvent", 4,
                        "dsel.events.ArtifactDeletedEvent", 4,
                        "dsel.events.HelmReleaseAppliedEvent", 4,
                        "dsel.aggregates.ExecutionStatusAggregate", 4,
                        "dsel.heads", 4,
                        "dsel.journal.aggregates", 4),
                Kinds.BUILT_IN);
        assertEquals(
                List.of("Artifact", "HelmRelease"),
                catalogue.kinds().stream().map(ObjectKind::objectKind).toList());
        assertEquals("typed", catalogue.kinds().get(0).schema());
        assertEquals("open", catalogue.kinds().get(1).schema());
        assertEquals(2, catalogue.kinds().get(0).eventKinds().size());
        assertEquals(
                "ExecutionStatusAggregate", catalogue.aggregates().getFirst().name());
    }

    @Test
    void anActionOfItsOwnGoesToTheLongestKindThatFits() {
        KindCatalogue catalogue = KindCatalogue.of(
                Map.of(
                        "dsel.events.HelmAppliedEvent", 4,
                        "dsel.events.HelmReleaseAppliedEvent", 4,
                        "dsel.events.HelmReleaseSuspendedEvent", 4),
                Kinds.BUILT_IN);
        ObjectKind release = catalogue.kinds().stream()
                .filter(kind -> kind.objectKind().equals("HelmRelease"))
                .findFirst()
                .orElseThrow();
        assertEquals(2, release.eventKinds().size());
    }
}
