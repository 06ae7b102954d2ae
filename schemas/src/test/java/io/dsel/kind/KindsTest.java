package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Isolation: a new kind changes nothing about the others. */
class KindsTest {
    private final Kinds kinds = Kinds.BUILT_IN.with(Manifests.kind(Manifests.APPROVAL));

    @Test
    void aNewKindLeavesTheOthersAsTheyAre() {
        for (Kind kind : Kinds.BUILT_IN.all()) {
            assertSame(kind, kinds.find(kind.name()).orElseThrow());
        }
        assertFalse(Kinds.BUILT_IN.find("Approval").isPresent());
        assertFalse(kinds.without("Approval").find("Approval").isPresent());
    }

    @Test
    void anotherManifestOfABuiltInKindTakesItsPlaceUntilItIsTakenAway() {
        Kind mine = Manifests.kind(Manifests.CLUSTER.replace("name: Cluster", "name: Artifact"));
        Kinds changed = kinds.with(mine);
        assertSame(mine, changed.find("Artifact").orElseThrow());
        assertSame(
                Kinds.BUILT_IN.find("Artifact").orElseThrow(),
                changed.without("Artifact").find("Artifact").orElseThrow());
    }

    @Test
    void actionsOfItsOwnAreFoundInNames() {
        assertEquals(Optional.of(new EventKind("Approval", "Granted")), kinds.eventKind("ApprovalGrantedEvent"));
        assertEquals(Optional.empty(), Kinds.BUILT_IN.eventKind("ApprovalGrantedEvent"));
    }

    @Test
    void twoKindsCannotHaveOneNameOfAnEvent() {
        Kind clash = Manifests.kind(Manifests.APPROVAL
                .replace("name: Approval", "name: ApprovalRe")
                .replace("name: Requested", "name: Quested")
                .replace("name: Granted", "name: Quested2")
                .replace("[Granted]", "[Quested]"));
        Kinds with = kinds.with(Manifests.kind(Manifests.APPROVAL.replace("name: Requested", "name: ReQuested")));
        InvalidEventException e = assertThrows(InvalidEventException.class, () -> with.with(clash));
        assertTrue(e.getMessage().contains("ApprovalReQuestedEvent"), e.getMessage());
    }

    @Test
    void onlyDeclaredActionsAndVersionsExist() {
        assertTrue(kinds.schema(Manifests.approval("Granted", "u", "{}")).isPresent());
        assertProblem("kind", Manifests.approval("Applied", "u", "{}"));
        assertEquals(Optional.empty(), Kinds.BUILT_IN.schema(Manifests.approval("Applied", "u", "{}")));
    }

    private void assertProblem(String field, Event event) {
        assertEquals(
                field,
                assertThrows(InvalidEventException.class, () -> kinds.schema(event))
                        .field());
    }
}
