package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A write is held to its kind's schema and rules, and is told all that is wrong; nothing of it is stored. */
class ValidationTest {
    private static final String CLUSTER = """
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Cluster}
            spec:
              owner: platform
              apiVersions:
                - name: v1alpha1
                  schema: {fields: [{name: region, type: string}, {name: size, type: int, default: 1}]}
              rules:
                - {name: valid-regions, expression: "object.spec.region in ['eu', 'us']", field: spec.region,
                   message: the region is eu or us}
                - {name: naming-convention, expression: "object.meta.name.matches('^[a-z]+$')", field: meta.name,
                   message: a name is small letters}
                - {name: not-too-small, expression: "!has(object.spec.size) || object.spec.size > 1", field: spec.size,
                   message: one node is none, severity: warning}
            """;

    private final MemoryKinds kinds = new MemoryKinds();
    private final MemoryLog log = new MemoryLog(kinds::kinds);
    private HttpServer server;
    private HttpClientForTests http;

    @BeforeEach
    void start() {
        Configuration configuration =
                new Configuration(IngestOptions.all(), Map.of("DSEL_HTTP_PORT", "0"), Optional.empty());
        server = IngestService.server(configuration, log, kinds, List.of(), routes -> {});
        http = new HttpClientForTests(server.port());
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void everyRuleThatIsBrokenIsTold() {
        assertEquals(201, put("/v1/objects/Kind/dsel/Cluster", CLUSTER).status());
        Answer answer = put("/v1/objects/Cluster/shop/A1", cluster("mars"));
        assertEquals(422, answer.status(), answer.text());
        assertEquals("rules-broken", answer.problem());
        assertEquals(
                List.of("valid-regions spec.region error", "naming-convention meta.name error"),
                answer.json()
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("name").asString() + " "
                                + rule.path("field").asString() + " "
                                + rule.path("severity").asString())
                        .toList());
        assertEquals(1, log.events().size(), "only the manifest of the kind");
    }

    @Test
    void aWarningDoesNotKeepAWriteFromBeingTaken() {
        put("/v1/objects/Kind/dsel/Cluster", CLUSTER);
        Answer answer =
                put("/v1/objects/Cluster/shop/a", "{apiVersion: v1alpha1, kind: Cluster, spec: {region: eu, size: 1}}");
        assertEquals(201, answer.status(), answer.text());
    }

    @Test
    void theSchemaComesBeforeTheRules() {
        put("/v1/objects/Kind/dsel/Cluster", CLUSTER);
        Answer answer =
                validate("/v1/objects/Cluster/shop/A1", "{apiVersion: v1alpha1, kind: Cluster, spec: {reg: 1}}");
        assertEquals(422, answer.status(), answer.text());
        assertEquals(List.of("spec.region", "spec.reg"), fields(answer));
    }

    @Test
    void aDryRunSaysTheSameAndStoresNothing() {
        put("/v1/objects/Kind/dsel/Cluster", CLUSTER);
        assertEquals(
                put("/v1/objects/Cluster/shop/A1", cluster("mars")).json(),
                put("/v1/objects/Cluster/shop/A1?dryRun=true", cluster("mars")).json());
        Answer good = validate("/v1/objects/Cluster/shop/a", cluster("eu"));
        assertEquals(200, good.status(), good.text());
        assertEquals("valid", good.json().path("status").asString());
        assertEquals(3, good.json().path("rules").size());
        Answer both = http.post(
                "/v1/objects?app=shop&dryRun=true",
                "application/yaml",
                (cluster("eu").replace("spec", "meta: {name: b}, spec") + "\n---\n"
                        + cluster("mars").replace("spec", "meta: {name: b}, spec")));
        assertEquals(207, both.status(), both.text());
        assertEquals(
                List.of("valid", "rejected"),
                both.json()
                        .path("items")
                        .valueStream()
                        .map(item -> item.path("status").asString())
                        .toList());
        assertEquals(1, log.events().size(), "only the manifest of the kind");
    }

    @Test
    void aKindCountsForWhatStandsBehindItInTheSameRequest() {
        Answer answer = http.post(
                "/v1/objects?app=shop",
                "application/yaml",
                (CLUSTER + "---\n" + cluster("mars").replace("spec", "meta: {name: b}, spec")));
        assertEquals(207, answer.status(), answer.text());
        assertEquals("stored", answer.json().at("/items/0/status").asString(), answer.text());
        assertEquals("rejected", answer.json().at("/items/1/status").asString(), answer.text());
    }

    @Test
    void whatIsWrongWithAManifestIsNamedFromItsRoot() {
        Answer answer = put("/v1/objects/Kind/dsel/Cluster", CLUSTER.replace("type: string", "type: strung"));
        assertEquals(422, answer.status());
        assertEquals(List.of("spec.apiVersions[0].schema.fields[0].type"), fields(answer));
        Answer rule = put("/v1/objects/Kind/dsel/Cluster", CLUSTER.replace("in ['eu', 'us']", "inn ['eu']"));
        assertEquals(List.of("spec.rules[0].expression"), fields(rule));
        assertEquals(List.of(), log.events());
    }

    @Test
    void aChangeThatEarlierEventsDoNotFitIsRefusedWithFieldAndReason() {
        put("/v1/objects/Kind/dsel/Cluster", CLUSTER);
        String changed = CLUSTER.replace("{name: region, type: string}", "{name: zone, type: string}");
        Answer dry = put("/v1/objects/Kind/dsel/Cluster?dryRun=true", changed);
        assertEquals("kind-refused", dry.problem(), dry.text());
        Answer answer = put("/v1/objects/Kind/dsel/Cluster", changed);
        assertEquals(422, answer.status(), answer.text());
        assertEquals(dry.json(), answer.json());
        JsonNode effect = answer.json().at("/change/effects/0");
        assertEquals("spec.apiVersions[v1alpha1].schema", effect.path("field").asString());
        assertTrue(effect.path("reason").asString().startsWith("spec.zone has no default"), effect.toString());
        assertEquals(1, log.events().size());
    }

    @Test
    void manifestsBelongToThePlatformWhereverTheyAreSent() {
        Answer answer = http.post("/v1/objects", "application/yaml", CLUSTER);
        assertEquals(201, answer.status(), answer.text());
        Event event = log.events().getFirst();
        assertEquals("Kind/dsel/Cluster", event.entity().text());
        assertEquals(
                201,
                http.post("/v1/objects?app=shop", "application/yaml", CLUSTER).status());
        assertEquals(422, put("/v1/objects/Kind/shop/Cluster", CLUSTER).status());
        assertFalse(put("/v1/objects/Kind/dsel/Kind", CLUSTER.replace("name: Cluster", "name: Kind"))
                        .status()
                < 400);
    }

    @Test
    void anIntentIsStoredWhereItSaysWhatTheOutcomeDoesNotAndTheOutcomeNamesIt() {
        put("/v1/objects/Kind/dsel/Cluster", CLUSTER);
        put("/v1/objects/Cluster/shop/a", cluster("eu"));
        assertEquals(2, log.events().size(), "nothing to say, no intent");
        for (String id : List.of("o1", "o1")) {
            http.send(
                    "PUT",
                    "/v1/objects/Cluster/shop/a",
                    BodyPublishers.ofString(cluster("us")),
                    "Content-Type",
                    "application/yaml",
                    "Dsel-Comment",
                    "closer to the users",
                    "Dsel-Metadata",
                    "{\"ticket\": \"OPS-12\"}",
                    "Dsel-Event-Id",
                    id);
        }
        Event intent = log.events().get(2);
        Event outcome = log.events().get(3);
        assertEquals("ClusterApplyEvent", intent.kind().name());
        assertEquals("closer to the users", intent.spec().path("comment").asString());
        assertEquals("OPS-12", intent.spec().at("/metadata/ticket").asString());
        assertEquals("ClusterAppliedEvent", outcome.kind().name());
        assertEquals(intent.meta().eventId(), outcome.meta().causationId());
        assertEquals(List.of("cluster"), List.copyOf(outcome.spec().propertyNames()), "the outcome repeats nothing");
        assertEquals(intent.state(), outcome.state());
        assertEquals(
                intent.meta().eventId(),
                log.events().get(4).meta().eventId(),
                "a request sent again has the same intent");
    }

    private Answer put(String path, String yaml) {
        return http.send("PUT", path, BodyPublishers.ofString(yaml), "Content-Type", "application/yaml");
    }

    private Answer validate(String path, String yaml) {
        return http.post(path + "/validate", "application/yaml", yaml);
    }

    private static String cluster(String region) {
        return "{apiVersion: v1alpha1, kind: Cluster, spec: {region: " + region + ", size: 3}}";
    }

    private static List<String> fields(Answer answer) {
        return answer.json()
                .path("errors")
                .valueStream()
                .map(error -> error.path("field").asString())
                .toList();
    }
}
