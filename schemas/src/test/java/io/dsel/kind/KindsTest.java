package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
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

    @Test
    void anActionMeansWhatItsKindsManifestSays() {
        Event granted = Manifests.approval("Granted", "u", "{}");
        Action.Step step = kinds.step(granted).orElseThrow();
        assertEquals(Optional.of("GRANTED"), step.phase());
        assertEquals(Action.PhaseStatus.SUCCEEDED, step.status());
        assertEquals(
                Optional.empty(), kinds.step(Manifests.approval("Applied", "u", "{}")), "it declares no such action");
        assertEquals(Optional.empty(), Kinds.BUILT_IN.step(granted), "nobody knows what that would mean");
    }

    @Test
    void aStandardActionOfAnOpenKindMeansWhatItMeansToTheKindsThatComeAlong() {
        for (String action : EventKind.STANDARD_ACTIONS) {
            Optional<Action.Step> usual = Kinds.BUILT_IN.step(Manifests.approval(action, "u", "{}"));
            assertTrue(usual.flatMap(Action.Step::phase).isPresent(), action);
            for (Kind kind : Kinds.BUILT_IN.all()) {
                kind.step(action).ifPresent(step -> assertEquals(usual.orElseThrow(), step, "one action, one meaning"));
            }
        }
    }

    @Test
    void somebodyElsesKindOfTheSameNameIsOpen() {
        Kinds strict = kinds.with(Manifests.kind(Manifests.APPROVAL.replace("name: Approval", "name: Deployment")));
        assertEquals(
                Optional.of("APPLIED"),
                strict.step(deployment("apps/v1")).flatMap(Action.Step::phase),
                "Kubernetes' Deployment knows nothing of ours");
        assertEquals(Optional.empty(), strict.step(deployment("v1alpha1")));
    }

    private static Event deployment(String apiVersion) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"DeploymentAppliedEvent",
                 "meta":{"eventId":"e1","timestamp":"2026-01-15T10:30:00Z","userId":"u","correlationId":"c",
                         "executionId":"x","name":"web","appId":"shop","region":"default","labels":{}},
                 "spec":{"deployment":{"apiVersion":"%s","kind":"Deployment","meta":{"name":"web","appId":"shop"}}}}
                """.formatted(apiVersion)));
    }

    private void assertProblem(String field, Event event) {
        assertEquals(
                field,
                assertThrows(InvalidEventException.class, () -> kinds.schema(event))
                        .field());
    }
}
