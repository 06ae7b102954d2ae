package io.dsel.avro;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.events.Meta;
import io.dsel.events.v1alpha1.Artifact;
import io.dsel.events.v1alpha1.ArtifactAppliedEvent;
import io.dsel.events.v1alpha1.ArtifactEventSpec;
import io.dsel.events.v1alpha1.ArtifactSpec;
import io.dsel.events.v1alpha1.Bundle;
import io.dsel.events.v1alpha1.ObjectMeta;
import io.dsel.events.v1alpha1.Outcome;
import io.dsel.events.v1alpha1.RuleResult;
import io.dsel.events.v1alpha1.Validation;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** One event of a kind with a schema, and one of an open kind. */
final class TestEvents {
    private static final String EVENT = """
            {"apiVersion": "v1alpha1", "kind": "ArtifactAppliedEvent",
             "meta": {"eventId": "0198f3a2-0000-7000-8000-000000000001", "timestamp": "2026-01-15T10:30:00.123Z",
                      "userId": "user@example.com", "correlationId": "req-5678", "causationId": "event-0",
                      "executionId": "exec-9012", "name": "terraform-vpc-module", "appId": "09287",
                      "region": "us-east-1", "labels": {"team": "platform"}},
             "spec": {
               "artifact": {
                 "apiVersion": "v1alpha1", "kind": "Artifact",
                 "meta": {"name": "terraform-vpc-module", "appId": "09287", "labels": {}, "annotations": {}},
                 "spec": {"version": "2.1.0", "regions": ["us-east-1", "us-west-2"],
                          "bundles": [{"name": "naïve ☂", "version": "1"}], "parameters": {}}},
               "validation": {"overall": "SUCCESS", "details": [{"name": "naming-convention", "pass": true}]},
               "metadata": {"gitCommit": "a3f9c82", "approvedBy": ["alice@example.com"], "tries": 3, "share": 0.5}}}""";

    private TestEvents() {}

    static Event typed() {
        return typed(spec -> {});
    }

    static Event typed(Consumer<ObjectNode> change) {
        ObjectNode document = Json.parseObject(EVENT);
        change.accept((ObjectNode) document.get("spec"));
        return EventJson.read(document);
    }

    static Event typed(String kind, String apiVersion) {
        return EventJson.read(Json.parseObject(EVENT).put("kind", kind).put("apiVersion", apiVersion));
    }

    static Event open() {
        return open("{\"widget\":{\"kind\":\"Widget\",\"size\":1.50,\"tags\":[\"☂\"]}}");
    }

    static Event open(String spec) {
        ObjectNode document = Json.parseObject(EVENT).put("kind", "WidgetAppliedEvent");
        document.set("spec", Json.parse(spec));
        return EventJson.read(document);
    }

    /** What {@link #typed()} gives, as a Java user writes it. */
    static ArtifactAppliedEvent generated() {
        Meta meta = Meta.newBuilder()
                .setEventId("0198f3a2-0000-7000-8000-000000000001")
                .setTimestamp(Instant.parse("2026-01-15T10:30:00.123Z"))
                .setUserId("user@example.com")
                .setCorrelationId("req-5678")
                .setCausationId("event-0")
                .setExecutionId("exec-9012")
                .setName("terraform-vpc-module")
                .setAppId("09287")
                .setRegion("us-east-1")
                .setLabels(Map.of("team", "platform"))
                .build();
        Artifact artifact = Artifact.newBuilder()
                .setMeta(ObjectMeta.newBuilder()
                        .setName("terraform-vpc-module")
                        .setAppId("09287")
                        .build())
                .setSpec(ArtifactSpec.newBuilder()
                        .setVersion("2.1.0")
                        .setRegions(List.of("us-east-1", "us-west-2"))
                        .setBundles(List.of(Bundle.newBuilder()
                                .setName("naïve ☂")
                                .setVersion("1")
                                .build()))
                        .build())
                .build();
        Validation validation = Validation.newBuilder()
                .setOverall(Outcome.SUCCESS)
                .setDetails(List.of(RuleResult.newBuilder()
                        .setName("naming-convention")
                        .setPass(true)
                        .build()))
                .build();
        ArtifactEventSpec spec = ArtifactEventSpec.newBuilder()
                .setArtifact(artifact)
                .setValidation(validation)
                .setMetadata(Map.of(
                        "gitCommit", "a3f9c82", "approvedBy", List.of("alice@example.com"), "tries", 3L, "share", 0.5))
                .build();
        return new ArtifactAppliedEvent(meta, spec);
    }
}
