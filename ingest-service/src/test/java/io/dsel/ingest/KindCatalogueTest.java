package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.aggregate.Aggregates;
import io.dsel.event.InvalidEventException;
import io.dsel.event.Violation;
import io.dsel.ingest.KindCatalogue.Aggregate;
import io.dsel.ingest.KindCatalogue.Member;
import io.dsel.ingest.KindCatalogue.ObjectKind;
import io.dsel.json.Json;
import io.dsel.kind.Kinds;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KindCatalogueTest {

    @Test
    void eventKindsAreGroupedByTheObjectTheyAreAbout() {
        KindCatalogue catalogue = KindCatalogue.of(
                Map.of(
                        "dsel.events.WidgetDeletedEvent", 4,
                        "dsel.events.WidgetAppliedEvent", 4,
                        "dsel.events.ArtifactStatusChangedEvent", 2,
                        "dsel.aggregates.ExecutionStatusAggregate", 4,
                        "dsel.aggregates.GoneAggregate", 4),
                Kinds.BUILT_IN,
                Aggregates.BUILT_IN);
        assertEquals(
                List.of(
                        new ObjectKind(
                                "Artifact",
                                "typed",
                                List.of(new Member(
                                        "ArtifactStatusChangedEvent", "dsel.events.ArtifactStatusChangedEvent", 2))),
                        new ObjectKind(
                                "Widget",
                                "open",
                                List.of(
                                        new Member("WidgetAppliedEvent", "dsel.events.WidgetAppliedEvent", 4),
                                        new Member("WidgetDeletedEvent", "dsel.events.WidgetDeletedEvent", 4)))),
                catalogue.kinds());
        assertEquals(
                List.of(
                        new Aggregate(
                                "ExecutionStatusAggregate",
                                "dsel.aggregates.ExecutionStatusAggregate",
                                4,
                                Aggregates.BUILT_IN
                                        .find("ExecutionStatusAggregate")
                                        .orElseThrow()
                                        .formula()),
                        new Aggregate("GoneAggregate", "dsel.aggregates.GoneAggregate", 4, "")),
                catalogue.aggregates());
    }

    @Test
    void anActionOfItsOwnGoesWithTheLongestKindThatFits() {
        KindCatalogue catalogue = KindCatalogue.of(
                Map.of(
                        "dsel.events.WidgetAppliedEvent", 4,
                        "dsel.events.WidgetBoxAppliedEvent", 4,
                        "dsel.events.WidgetBoxPolishedEvent", 4,
                        "dsel.events.GadgetPolishedEvent", 4),
                Kinds.BUILT_IN,
                Aggregates.BUILT_IN);
        assertEquals(
                List.of("GadgetPolished", "Widget", "WidgetBox"),
                catalogue.kinds().stream().map(ObjectKind::objectKind).toList());
        assertEquals(2, catalogue.kinds().get(2).eventKinds().size());
    }

    @Test
    void everyNameThatIsNoKindIsNamed() {
        InvalidEventException e = assertThrows(
                InvalidEventException.class,
                () -> KindRoutes.eventKinds(Json.parse(
                        "{\"eventKinds\":[\"AAppliedEvent\",\"nonsense\",5,\"XAggregate\",\"ArtifactFlownEvent\"]}")));
        assertEquals(
                List.of("eventKinds[1]", "eventKinds[2]", "eventKinds[3]", "eventKinds[4]"),
                e.violations().stream().map(Violation::field).toList());
        assertThrows(InvalidEventException.class, () -> KindRoutes.eventKinds(Json.parse("{}")));
        assertThrows(InvalidEventException.class, () -> KindRoutes.eventKinds(Json.parse("[]")));
    }
}
