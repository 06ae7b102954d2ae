package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.manifest.ManifestChange;
import io.dsel.manifest.ManifestChange.Effect;
import io.dsel.manifest.ManifestChange.Verdict;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a change of a manifest means is known before it is made. */
class KindChangeTest {

    @Test
    void theSameManifestChangesNothing() {
        assertEquals(List.of(), change(Manifests.CLUSTER, Manifests.CLUSTER).effects());
    }

    @Test
    void aNewKindIsCompatible() {
        ManifestChange change = KindChange.between(Optional.empty(), Manifests.kind(Manifests.CLUSTER));
        assertEquals(Verdict.COMPATIBLE, change.verdict());
    }

    @Test
    void aFieldWithADefaultIsCompatible() {
        String more = Manifests.CLUSTER.replaceFirst(
                "- \\{name: nodes",
                "- {name: zone, type: [\"null\", string], default: null}\n          - {name: nodes");
        assertEquals(Verdict.COMPATIBLE, change(Manifests.CLUSTER, more).verdict());
        assertEquals(Verdict.COMPATIBLE, change(more, Manifests.CLUSTER).verdict());
    }

    @Test
    void aFieldWithoutADefaultIsRefusedByItsName() {
        String more = Manifests.CLUSTER.replaceFirst(
                "- \\{name: nodes", "- {name: zone, type: string}\n          - {name: nodes");
        for (ManifestChange change : List.of(change(Manifests.CLUSTER, more), change(more, Manifests.CLUSTER))) {
            Effect effect = change.effects().getFirst();
            assertEquals(Verdict.REFUSED, effect.verdict());
            assertEquals("spec.apiVersions[v1alpha1].schema", effect.field());
            assertTrue(effect.reason().startsWith("spec.zone has no default"), effect.reason());
        }
    }

    @Test
    void aFieldOfAnotherTypeIsRefusedByItsName() {
        String other = Manifests.CLUSTER.replaceFirst("name: region, type: string", "name: region, type: long");
        Effect effect = change(Manifests.CLUSTER, other).effects().getFirst();
        assertTrue(effect.reason().startsWith("spec.region is of another type"), effect.reason());
        String items = Manifests.CLUSTER.replaceFirst("type: array, items: string", "type: array, items: int");
        assertTrue(
                change(Manifests.CLUSTER, items).effects().getFirst().reason().startsWith("spec.regions[] is of"),
                change(Manifests.CLUSTER, items).toString());
    }

    @Test
    void aVersionCanBeAddedButNotTakenAway() {
        String one = Manifests.CLUSTER.substring(0, Manifests.CLUSTER.indexOf("    - name: v1beta1"));
        assertEquals(Verdict.COMPATIBLE, change(one, Manifests.CLUSTER).verdict());
        assertEquals(Verdict.REFUSED, change(Manifests.CLUSTER, one).verdict());
    }

    @Test
    void anOpenVersionStaysOpen() {
        String closed = Manifests.CLUSTER.replace("schema: open", "schema: {fields: []}");
        assertEquals(Verdict.REFUSED, change(Manifests.CLUSTER, closed).verdict());
        assertEquals(Verdict.REFUSED, change(closed, Manifests.CLUSTER).verdict());
    }

    @Test
    void anotherPhaseOfAnActionNeedsExecutionsToBeRebuilt() {
        ManifestChange change =
                change(Manifests.APPROVAL, Manifests.APPROVAL.replace("phase: GRANTED", "phase: APPROVED"));
        assertEquals(Verdict.REBUILD, change.verdict());
        assertEquals("ExecutionStatusAggregate", change.effects().getFirst().rebuild());
        assertEquals("spec.actions[Granted]", change.effects().getFirst().field());
    }

    @Test
    void rulesHoldFromNowOn() {
        ManifestChange change =
                change(Manifests.APPROVAL, Manifests.APPROVAL.replace("severity: warning", "severity: error"));
        assertEquals(Verdict.COMPATIBLE, change.verdict());
        assertEquals(
                List.of("spec.rules"),
                change.effects().stream().map(Effect::field).toList());
    }

    private static ManifestChange change(String before, String after) {
        return KindChange.between(Optional.of(Manifests.kind(before)), Manifests.kind(after));
    }
}
