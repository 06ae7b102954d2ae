package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventKindTest {

    @Test
    void everyStandardActionIsReadBack() {
        for (String object : List.of("Artifact", "HelmRelease", "Apply", "Event", "A", "OCIRepository")) {
            for (String action : EventKind.STANDARD_ACTIONS) {
                EventKind kind = new EventKind(object, action);
                assertEquals(kind, EventKind.parse(kind.name()));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Artifact",
                "ArtifactEvent",
                "ArtifactApplied",
                "AppliedEvent",
                "artifactAppliedEvent",
                "Arti-factAppliedEvent",
                "ArtifactPromotedEvent",
                "ÄrtifactAppliedEvent",
                "Aggregate2",
                "aAggregate",
                "Aggregate"
            })
    void aNameWithoutAStandardActionIsRefused(String name) {
        InvalidEventException e = assertThrows(InvalidEventException.class, () -> EventKind.parse(name));
        assertEquals("kind", e.field());
    }

    @Test
    void anyActionIsReadWhereTheObjectsKindIsKnown() {
        assertEquals(new EventKind("Artifact", "Promoted"), EventKind.of("ArtifactPromotedEvent", "Artifact"));
        // Which of the two it is, the name alone cannot tell.
        assertEquals(new EventKind("StatusChanged", "Applied"), EventKind.parse("StatusChangedAppliedEvent"));
        assertEquals(new EventKind("Status", "ChangedApplied"), EventKind.of("StatusChangedAppliedEvent", "Status"));
        assertThrows(InvalidEventException.class, () -> EventKind.of("ArtifactEvent", "Artifact"));
        assertThrows(InvalidEventException.class, () -> EventKind.of("ConfigAppliedEvent", "Artifact"));
    }

    @Test
    void anAggregateIsItsOwnObjectKindAndHasNoAction() {
        EventKind kind = EventKind.parse("ExecutionStatusAggregate");
        assertTrue(kind.isAggregate());
        assertEquals("ExecutionStatusAggregate", kind.objectKind());
        assertEquals("ExecutionStatusAggregate", kind.name());
        assertThrows(InvalidEventException.class, () -> new EventKind("Artifact", ""));
    }

    @Test
    void onlyTheOutcomeIsADeletion() {
        assertTrue(EventKind.parse("ArtifactDeletedEvent").isDeletion());
        assertFalse(EventKind.parse("ArtifactDeleteEvent").isDeletion());
    }

    @ParameterizedTest
    @CsvSource({
        "Artifact,artifact",
        "HelmRelease,helmRelease",
        "OCIRepository,ociRepository",
        "CRD,crd",
        "A,a",
        "AB,ab",
        "APIServiceV2,apiServiceV2",
        "K8s,k8s",
        "CNI2Plugin,cni2Plugin"
    })
    void theObjectLiesUnderItsKindWithLeadingCapitalsLowered(String objectKind, String field) {
        assertEquals(field, new EventKind(objectKind, "Applied").objectField());
    }
}
