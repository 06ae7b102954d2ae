package io.dsel.aggregate;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.json.Yaml;

/** Manifests and events. */
final class Samples {
    static final String ROLLOUT = """
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: RolloutWeeklyAggregate, appId: dsel}
            spec:
              owner: release-managers
              description: What was rolled out in a week.
              sources:
                - kinds: ["Deployment*Event"]
                  where: "action != 'Apply'"
                - kinds: [GateOpenedEvent, "Gate*Aggregate"]
              group:
                app: meta.appId
                key: object.spec.regions
              period: {unit: week, zone: Europe/Berlin}
              measures:
                - {name: events, count: {}}
                - {name: actions, count: {by: action, limit: 7}}
                - {name: replicas, sum: {value: object.spec.replicas, by: object.spec.environment}}
                - {name: smallest, min: {value: object.spec.replicas}}
                - {name: newest, max: {value: timestamp(meta.timestamp)}}
                - {name: firstUser, first: {value: meta.userId}}
                - {name: lastUser, last: {value: meta.userId}}
                - {name: users, distinct: {value: meta.userId, limit: 20}}
                - {name: topUsers, top: {value: meta.userId, limit: 3, capacity: 50}}
                - {name: sizes, histogram: {value: size(object.spec.regions), bounds: [1, 5, 10.5]}}
              emit: {when: event, every: 10, seconds: 60}
              topics: {retention: P365D}
            """;

    private Samples() {}

    static AggregateManifest manifest(String yaml) {
        return AggregateReader.read(Yaml.parse(yaml));
    }

    static Aggregate aggregate(String yaml) {
        return Aggregate.of(manifest(yaml));
    }

    /** One that counts. */
    static Aggregate counting(String name, String... kinds) {
        return aggregate("""
                {apiVersion: v1alpha1, kind: Aggregate, meta: {name: %s},
                 spec: {owner: o, sources: [{kinds: ['%s']}], group: {key: meta.name},
                        measures: [{name: events, count: {}}]}}
                """.formatted(name, String.join("', '", kinds)));
    }

    /** @param spec of the deployment */
    static Event deployment(String action, String time, String spec) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"Deployment%sEvent",
                 "meta":{"eventId":"e1","timestamp":"%s","userId":"ada","correlationId":"c",
                         "executionId":"x","name":"checkout","appId":"shop","region":"default","labels":{}},
                 "spec":{"deployment":{"apiVersion":"v1alpha1","kind":"Deployment",
                                       "meta":{"name":"checkout","appId":"shop"},"spec":%s},
                         "comment":"why"}}
                """.formatted(action, time, spec)));
    }
}
