package io.dsel.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Convergence: what is declared depends on the set of events, not on how they come. */
class KindFoldTest {
    private static final List<Event> EVENTS = List.of(
            event("Applied", "Approval", 1, Manifests.APPROVAL),
            event("Applied", "Approval", 5, Manifests.APPROVAL.replace("owner: release", "owner: new-release")),
            event("Applied", "Cluster", 2, Manifests.CLUSTER),
            event("Deleted", "Cluster", 3, Manifests.CLUSTER),
            event("Applied", "Artifact", 2, Manifests.CLUSTER.replace("name: Cluster", "name: Artifact")),
            event("Applied", "Gate", 6, gate("Gate", "OpenedWide")),
            // Claims the name of an event of Gate, later than that.
            event("Applied", "GateOpened", 7, gate("GateOpened", "Wide")));

    @Test
    void anyOrderAndAnyDoublesDeclareTheSame() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 100; i++) {
            List<Event> events = new ArrayList<>(EVENTS);
            for (int doubles = random.nextInt(5); doubles > 0; doubles--) {
                events.add(EVENTS.get(random.nextInt(EVENTS.size())));
            }
            Collections.shuffle(events, random);
            KindFold fold = new KindFold();
            events.forEach(fold::accept);
            assertEquals(
                    Map.of(
                            "Aggregate", "platform of Aggregate, 1 versions",
                            "Approval", "new-release-managers",
                            "Artifact", "platform of Artifact, 3 versions",
                            "Config", "platform of Config, 1 versions",
                            "Deployment", "platform of Deployment, 1 versions",
                            "Gate", "gatekeepers",
                            "Kind", "platform of Kind, 1 versions"),
                    said(fold.kinds()));
        }
    }

    @Test
    void whatDeclaresNoKindIsRefusedAndChangesNothing() {
        KindFold fold = new KindFold();
        EVENTS.forEach(fold::accept);
        Map<String, String> before = said(fold.kinds());
        for (Event bad : List.of(
                event("Applied", "Cluster", 9, Manifests.CLUSTER.replace("string}", "strung}")),
                event("Applied", "Clustre", 9, Manifests.CLUSTER),
                event("Apply", "Cluster", 9, Manifests.CLUSTER))) {
            assertThrows(InvalidEventException.class, () -> fold.accept(bad));
        }
        assertEquals(before, said(fold.kinds()));
    }

    private static Map<String, String> said(Kinds kinds) {
        Map<String, String> said = new TreeMap<>();
        for (Kind kind : kinds.all()) {
            String owner = kind.manifest().owner();
            said.put(
                    kind.name(),
                    owner.equals("platform")
                            ? owner + " of " + kind.name() + ", "
                                    + kind.manifest().versions().size() + " versions"
                            : owner);
        }
        return said;
    }

    private static String gate(String name, String action) {
        return """
                apiVersion: v1alpha1
                kind: Kind
                meta: {name: %s}
                spec:
                  owner: gatekeepers
                  apiVersions: [{name: v1, schema: open}]
                  actions: [{outcome: {name: %s}}]
                """.formatted(name, action);
    }

    private static Event event(String action, String name, int second, String manifest) {
        ObjectNode document = Json.parseObject("""
                {"apiVersion":"v1alpha1","kind":"Kind%s","meta":{"eventId":"e%s-%d","timestamp":"2026-01-15T10:30:0%dZ",
                 "userId":"u","correlationId":"c","executionId":"x","name":"%s","appId":"dsel","region":"r","labels":{}}}
                """.formatted(action + "Event", action, second, second, name));
        document.putObject("spec").set("kind", Yaml.parse(manifest));
        return EventJson.read(document);
    }
}
