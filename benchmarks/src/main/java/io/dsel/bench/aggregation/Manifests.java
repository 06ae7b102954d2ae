package io.dsel.bench.aggregation;

import io.dsel.aggregate.Aggregate;
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

/** Which aggregates a run makes, as the events that declare them. */
final class Manifests {
    private static final String EXECUTIONS = "ExecutionStatusAggregate";
    private static final String REFERRING = "DeploymentOverviewAggregate";

    private Manifests() {}

    /**
     * Those that come with DSEL. The one that refers to other objects refers to none here: what it is told of them would bring
     * about more aggregates, and the yardsticks have no such join.
     */
    static List<Event> builtIn() {
        ObjectNode overview = builtIn(REFERRING);
        ((ObjectNode) overview.get("spec")).remove("references");
        return List.of(applied(REFERRING, overview));
    }

    /** Of those that come with DSEL the one of executions alone. */
    static List<Event> executions() {
        return Aggregates.BUILT_IN.all().stream()
                .map(Aggregate::name)
                .filter(name -> !name.equals(EXECUTIONS))
                .map(Manifests::withoutSources)
                .toList();
    }

    /**
     * None of those that come with DSEL.
     *
     * @param number of aggregates of a few measures, each of the events of an application and user
     */
    static List<Event> added(int number) {
        List<Event> events = new ArrayList<>(Aggregates.BUILT_IN.all().stream()
                .map(aggregate -> withoutSources(aggregate.name()))
                .toList());
        for (int i = 1; i <= number; i++) {
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

    private static ObjectNode builtIn(String name) {
        return (ObjectNode) Aggregates.builtInManifest(name).orElseThrow();
    }

    /** Of a kind that nobody publishes. */
    private static Event withoutSources(String name) {
        ObjectNode manifest = builtIn(name);
        ObjectNode spec = (ObjectNode) manifest.get("spec");
        spec.putArray("sources").addObject().putArray("kinds").add("UnheardOfEvent");
        return applied(name, manifest);
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
