package io.dsel.bench.aggregation;

import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.AggregatesFold;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Which aggregates a run makes. The one of those that come along that refers to other objects refers to none here: what it is
 * told of them would bring about more aggregates, and the yardsticks have no such join.
 */
final class Manifests {
    private static final String REFERRING = "DeploymentOverviewAggregate";

    private Manifests() {}

    /** @param added aggregates of a few measures, each of the events of an application and user */
    static List<Event> events(int added) {
        ObjectNode overview = (ObjectNode) Aggregates.builtInManifest(REFERRING).orElseThrow();
        ((ObjectNode) overview.get("spec")).remove("references");
        List<Event> events = new ArrayList<>(List.of(applied(REFERRING, overview)));
        for (int i = 1; i <= added; i++) {
            String name = "Added" + i + "Aggregate";
            events.add(applied(name, Yaml.parse("""
                    apiVersion: v1alpha1
                    kind: Aggregate
                    meta: {name: %s, appId: dsel}
                    spec:
                      owner: bench
                      sources: [{kinds: ["Deployment*Event"]}]
                      group: {app: meta.appId, key: meta.userId}
                      measures:
                        - {name: actions, count: {by: action}}
                        - {name: replicas, sum: {value: object.spec.replicas}}
                        - {name: objects, distinct: {value: meta.name, limit: 20}}
                    """.formatted(name))));
        }
        return events;
    }

    static Aggregates declared(List<Event> manifests) {
        AggregatesFold fold = new AggregatesFold();
        manifests.forEach(fold::accept);
        return fold.aggregates();
    }

    private static Event applied(String name, JsonNode manifest) {
        ObjectNode event = Json.MAPPER.createObjectNode();
        event.put("apiVersion", "v1alpha1").put("kind", AggregatesFold.APPLIED.name());
        event.putObject("meta")
                .put("eventId", "declare-" + name)
                .put("timestamp", "2026-01-14T00:00:00Z")
                .put("userId", "bench")
                .put("correlationId", "bench")
                .put("executionId", "bench")
                .put("name", name)
                .put("appId", "dsel")
                .put("region", "local");
        event.putObject("spec").set("aggregate", manifest);
        return EventJson.read(event);
    }
}
