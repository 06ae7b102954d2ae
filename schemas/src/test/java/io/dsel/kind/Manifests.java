package io.dsel.kind;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import tools.jackson.databind.node.ObjectNode;

/** Manifests and events of kinds that nobody foresaw. */
final class Manifests {
    /** One version with a schema, one without, actions of its own. */
    static final String APPROVAL = """
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Approval}
            spec:
              owner: release-managers
              description: Somebody's word that something may be deployed.
              apiVersions:
                - name: v1alpha1
                  schema:
                    fields:
                      - {name: subject, type: string}
                      - {name: approvers, type: {type: array, items: string}, default: []}
                      - {name: score, type: ["null", double], default: null}
              actions:
                - intent: {name: Request, phase: REQUESTING}
                  outcome: {name: Requested, phase: REQUESTED}
                - outcome: {name: Granted, phase: GRANTED, status: succeeded}
              rules:
                - name: four-eyes
                  expression: "!has(object.spec.approvers) || !(meta.userId in object.spec.approvers)"
                  field: spec.approvers
                  message: nobody approves what is his own
                  actions: [Granted]
                - name: subject-named
                  expression: object.spec.subject.matches('^[a-z-]+$')
                  field: spec.subject
                  message: a subject is small letters and hyphens
                  severity: warning
              personalFields: [spec.approvers]
              topics: {retention: P365D}
            """;

    /** The pattern's own example, and a version beyond. */
    static final String CLUSTER = """
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Cluster}
            spec:
              owner: platform
              apiVersions:
                - name: v1alpha1
                  schema:
                    fields:
                      - {name: region, type: string}
                      - {name: nodes, type: ["null", int], default: null}
                - name: v1beta1
                  schema:
                    fields:
                      - {name: regions, type: {type: array, items: string}}
                      - {name: nodes, type: ["null", int], default: null}
                - {name: v1, schema: open}
              conversions:
                - from: v1alpha1
                  to: v1beta1
                  spec: "object.spec.without(['region']).with({'regions': [object.spec.region]})"
                - from: v1beta1
                  to: v1
                  spec: "{'placement': {'regions': object.spec.regions, 'size': has(object.spec.nodes) ? object.spec.nodes : 1}}"
            """;

    private Manifests() {}

    static Kind kind(String manifest) {
        return Kind.of(ManifestReader.read(Yaml.parse(manifest)));
    }

    static Event approval(String action, String user, String spec) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"Approval%sEvent",
                 "meta":{"eventId":"e1","timestamp":"2026-01-15T10:30:00Z","userId":"%s","correlationId":"c",
                         "executionId":"x","name":"rollout-7","appId":"shop","region":"default","labels":{}},
                 "spec":{"approval":{"apiVersion":"v1alpha1","kind":"Approval","meta":{"name":"rollout-7","appId":"shop"},
                                     "spec":%s}}}
                """.formatted(action, user, spec)));
    }

    static ObjectNode cluster(String apiVersion, String spec) {
        return Json.parseObject("""
                {"apiVersion":"%s","kind":"Cluster","meta":{"name":"eu","appId":"shop"},"spec":%s}
                """.formatted(apiVersion, spec));
    }
}
