package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.json.Json;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** A validation is kept in the history of its object, and changes nothing. */
class StoredValidationTest {
    private static final String CLUSTER = """
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Cluster}
            spec:
              owner: platform
              apiVersions:
                - name: v1alpha1
                  schema: {fields: [{name: region, type: string}, {name: size, type: int, default: 3}]}
              rules:
                - {name: valid-regions, expression: "object.spec.region in ['eu', 'us']", field: spec.region,
                   message: the region is eu or us}
                - {name: not-too-small, expression: "object.spec.size > 1", field: spec.size,
                   message: one node is none, severity: warning}
            """;
    private static final String PATH = "/v1/objects/Cluster/shop/a";
    private static final String STORE = PATH + "/validate?store=true";

    private final MemoryKinds kinds = new MemoryKinds();
    private final PartitionLog log = new PartitionLog(kinds::kinds);
    private HttpServer server;
    private HttpClientForTests http;

    @BeforeEach
    void start() {
        Configuration configuration =
                new Configuration(IngestOptions.all(), Map.of("DSEL_HTTP_PORT", "0"), Optional.empty());
        server = IngestService.server(configuration, log, kinds, List.of(), routes -> {});
        http = new HttpClientForTests(server.port());
        put("/v1/objects/Kind/dsel/Cluster", CLUSTER);
    }

    @AfterEach
    void stop() {
        http.close();
        server.close();
    }

    @Test
    void stateIsTheSameAtEveryTimeWhateverWasExamined() {
        put(PATH, cluster("eu"));
        validate(STORE, cluster("mars"));
        validate(STORE, cluster("us"), "Dsel-Comment", "what if?");
        put(PATH, cluster("us"));
        validate(STORE, cluster("venus"), "Dsel-Event-Id", "from-a-pipeline");
        assertEquals(List.of("eu", "us"), regionsOverTime());
    }

    @Test
    void stateHoldsForAnObjectWhoseTimeIsAheadToo() {
        http.post("/v1/events", "application/yaml", """
                {kind: ClusterAppliedEvent, meta: {name: a, appId: shop, timestamp: %s}, spec: {cluster: {
                  apiVersion: v1alpha1, kind: Cluster, meta: {name: a, appId: shop}, spec: {region: eu, size: 3}}}}
                """.formatted(
                        java.time.Instant.now().plusSeconds(3_600)));
        assertEquals(201, validate(STORE, cluster("us")).status());
        assertEquals(List.of("eu"), regionsOverTime());
    }

    @Test
    void whatWasExaminedIsTheIntentAndTheVerdictTheOutcomeThatNamesIt() {
        put(PATH, cluster("eu"));
        Answer answer = validate(
                STORE, cluster("mars"), "Dsel-Comment", "what if?", "Dsel-Metadata", "{\"ticket\": \"OPS-12\"}");
        assertEquals(422, answer.status(), answer.text());
        Event intent = last(2);
        Event outcome = last(1);
        assertEquals("ClusterValidateEvent", intent.kind().name());
        assertEquals("mars", region(intent));
        assertEquals("what if?", intent.spec().path("comment").asString());
        assertEquals("OPS-12", intent.spec().at("/metadata/ticket").asString());
        assertEquals("ClusterValidatedEvent", outcome.kind().name());
        assertEquals(last(3).state(), outcome.state());
        assertFalse(outcome.spec().has("comment"), "the outcome repeats nothing");
        assertEquals(intent.meta().eventId(), outcome.meta().causationId());
        assertEquals(intent.meta().timestamp(), outcome.meta().timestamp());
        assertTrue(intent.meta().order().compareTo(outcome.meta().order()) < 0);
        assertEquals(Json.parse("""
                {"overall": "FAILURE", "details": [
                  {"name": "valid-regions", "pass": false, "severity": "error", "field": "spec.region",
                   "message": "the region is eu or us"},
                  {"name": "not-too-small", "pass": true, "severity": "warning", "field": "spec.size"}]}
                """), outcome.spec().path("validation"));
    }

    @Test
    void brokenRulesAreToldAsWithoutStoreAndWithWhatIsStored() {
        put(PATH, cluster("eu"));
        Answer told = validate(PATH + "/validate", cluster("mars"));
        Answer stored = validate(STORE, cluster("mars"));
        for (String member : List.of("type", "title", "status", "detail", "rules")) {
            assertEquals(told.json().path(member), stored.json().path(member), member);
        }
        assertTrue(told.json().path("stored").isMissingNode());
        JsonNode event = stored.json().path("stored");
        assertEquals(last(1).meta().eventId(), event.path("eventId").asString());
        assertEquals(last(2).meta().eventId(), event.path("causationId").asString());
        assertEquals(stored.header("Dsel-Token"), event.path("token").asString());
        assertEquals("\"" + event.path("eventId").asString() + "\"", stored.header("ETag"));
    }

    @Test
    void whatPassesIsAnsweredAsOtherWritesAreWithTheVerdicts() {
        put(PATH, cluster("eu"));
        Answer answer = validate(STORE, cluster("us"));
        assertEquals(201, answer.status(), answer.text());
        assertEquals("stored", answer.json().path("status").asString());
        assertEquals(last(1).meta().eventId(), answer.json().path("eventId").asString());
        assertEquals(PATH, answer.header("Location"));
        assertEquals(answer.header("Dsel-Token"), answer.json().path("token").asString());
        assertEquals(
                validate(PATH + "/validate", cluster("us")).json().path("rules"),
                answer.json().path("rules"));
        assertEquals("SUCCESS", last(1).spec().at("/validation/overall").asString());
        assertEquals(
                201,
                send("PUT", PATH, cluster("us"), "If-Match", answer.header("ETag"))
                        .status(),
                "the next write may build on it");
    }

    @Test
    void aWarningPassesAndIsSaid() {
        put(PATH, cluster("eu"));
        Answer answer = validate(STORE, "{apiVersion: v1alpha1, kind: Cluster, spec: {region: eu, size: 1}}");
        assertEquals(201, answer.status(), answer.text());
        assertEquals("WARNING", last(1).spec().at("/validation/overall").asString());
        assertEquals("warning", answer.json().at("/rules/1/severity").asString());
    }

    @Test
    void objectsOfOpenKindsAreJudgedByNothingAndKeptToo() {
        put("/v1/objects/Widget/shop/w", "{spec: {a: 1}}");
        Answer answer =
                validate("/v1/objects/Widget/shop/w/validate?store=true", "{spec: {a: 2}}", "Dsel-Comment", "what if?");
        assertEquals(201, answer.status(), answer.text());
        assertEquals("what if?", last(2).spec().at("/metadata/comment").asString());
        assertEquals(2, last(2).state().at("/spec/a").asInt());
        assertEquals(1, last(1).state().at("/spec/a").asInt());
    }

    @Test
    void whatIsNotThereHasNoHistoryToKeepItIn() {
        Answer absent = validate(STORE, cluster("eu"));
        assertEquals(404, absent.status(), absent.text());
        assertEquals("not-found", absent.problem());
        assertTrue(absent.json().path("detail").asString().contains("without store=true"), absent.text());
        put(PATH, cluster("eu"));
        http.send("DELETE", PATH, BodyPublishers.noBody());
        int events = log.events().size();
        Answer deleted = validate(STORE, cluster("eu"));
        assertEquals(404, deleted.status(), deleted.text());
        assertEquals("deleted", deleted.problem());
        assertEquals("ClusterDeletedEvent", deleted.json().at("/event/kind").asString());
        assertEquals(events, log.events().size());
    }

    @Test
    void whatIsNotOfItsSchemaIsNotStored() {
        put(PATH, cluster("eu"));
        int events = log.events().size();
        String wrong = "{apiVersion: v1alpha1, kind: Cluster, spec: {reg: 1}}";
        Answer answer = validate(STORE, wrong);
        assertEquals(422, answer.status(), answer.text());
        assertEquals(validate(PATH + "/validate", wrong).json(), answer.json());
        assertEquals("spec.region", answer.json().at("/errors/0/field").asString());
        assertEquals(
                "spec.metadata.ticket",
                validate(STORE, cluster("eu"), "Dsel-Metadata", "{\"ticket\": {}}")
                        .json()
                        .at("/errors/0/field")
                        .asString());
        assertEquals(events, log.events().size());
    }

    @Test
    void othersThatWriteMeanwhileAreBuiltOnUnlessTheCallerSaysWhatToBuildOn() {
        Answer first = put(PATH, cluster("eu"));
        log.beforeNextAppend(() -> put(PATH, cluster("us")));
        Answer answer = validate(STORE, cluster("mars"));
        assertEquals("rules-broken", answer.problem(), answer.text());
        assertEquals("us", region(last(1)));
        assertEquals(List.of("eu", "us"), regionsOverTime());

        int events = log.events().size();
        Answer stale = validate(STORE, cluster("mars"), "If-Match", first.header("ETag"));
        assertEquals(412, stale.status(), stale.text());
        assertEquals(last(1).meta().eventId(), stale.json().at("/head/eventId").asString());
        assertEquals(events, log.events().size());
        log.beforeNextAppend(() -> put(PATH, cluster("eu")));
        Answer overtaken = validate(STORE, cluster("mars"), "If-Match", answer.header("ETag"));
        assertEquals(412, overtaken.status(), overtaken.text());
        assertEquals(events + 1, log.events().size(), "that of the others");
        Answer absent = validate(STORE, cluster("mars"), "If-None-Match", "*");
        assertEquals(400, absent.status());
        assertEquals("If-None-Match", absent.json().path("parameter").asString());
    }

    @Test
    void identityARetryIsAnsweredAsBeforeWhateverHasHappenedSince() {
        put(PATH, cluster("eu"));
        Answer broken = retry("v1", cluster("mars"));
        Answer passed = retry("v2", cluster("us"));
        for (Runnable since : List.<Runnable>of(
                () -> {},
                () -> put(PATH, cluster("us")),
                () -> put("/v1/objects/Kind/dsel/Cluster", CLUSTER.replace("['eu', 'us']", "['mars']")),
                () -> http.send("DELETE", PATH, BodyPublishers.noBody()))) {
            since.run();
            int events = log.events().size();
            assertSame(broken, retry("v1", cluster("mars")), "/stored");
            assertSame(passed, retry("v2", cluster("us")), "");
            assertEquals(events, log.events().size());
        }
        assertFalse(regionsOverTime().contains("mars"));
    }

    @Test
    void identityTwoOfOneRequestAtOnceAreOne() {
        put(PATH, cluster("eu"));
        Answer[] other = new Answer[1];
        log.beforeNextAppend(() -> {
            other[0] = retry("v1", cluster("mars"));
            put(PATH, cluster("us"));
        });
        Answer answer = retry("v1", cluster("mars"));
        assertSame(other[0], answer, "/stored");
        assertEquals(
                1,
                log.events().stream()
                        .filter(event -> event.kind().action().equals("Validated"))
                        .count());
    }

    @Test
    void identityAnotherManifestOrAnotherEventUnderTheIdIsRefused() {
        send("PUT", PATH, cluster("eu"), "Dsel-Event-Id", "p1");
        retry("v1", cluster("mars"));
        int events = log.events().size();
        for (Answer answer : List.of(
                retry("v1", cluster("venus")),
                retry("p1", cluster("mars")),
                send("PUT", PATH, cluster("mars").replace("mars", "us"), "Dsel-Event-Id", "v1"))) {
            assertEquals(409, answer.status(), answer.text());
            assertEquals("id-conflict", answer.problem());
        }
        assertEquals(events, log.events().size());
    }

    /** The ids of the intent and of the outcome need not be forgotten at once. */
    @Test
    void stateHoldsWhenARetryComesAfterItsIntentIsForgotten() {
        put(PATH, cluster("eu"));
        Answer first = retry("v1", cluster("mars"));
        log.passWindow();
        put("/v1/objects/Cluster/shop/b", cluster("eu"));
        int events = log.events().size();
        assertSame(first, retry("v1", cluster("mars")), "/stored");
        assertEquals(events, log.events().size(), "a head is known for ever");
        assertEquals(List.of("eu"), regionsOverTime());
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "!", "00000000-0000-0000-0000-000000000000"})
    void anIdThatSortsBeforeItsIntentsIsRefused(String id) {
        put(PATH, cluster("eu"));
        int events = log.events().size();
        Answer answer = retry(id, cluster("us"));
        assertEquals(400, answer.status(), answer.text());
        assertEquals("Dsel-Event-Id", answer.json().path("parameter").asString());
        assertEquals(events, log.events().size());
    }

    @Test
    void aKindWithoutTheActionsSaysWhichItHas() {
        String brief = CLUSTER.replace("name: Cluster", "name: Brief")
                + "  actions: [{outcome: {name: Validated}}, {outcome: {name: Applied}}]\n";
        assertEquals(201, put("/v1/objects/Kind/dsel/Brief", brief).status());
        String manifest = cluster("eu").replace("Cluster", "Brief");
        put("/v1/objects/Brief/shop/a", manifest);
        Answer answer = validate("/v1/objects/Brief/shop/a/validate?store=true", manifest);
        assertEquals(422, answer.status(), answer.text());
        assertTrue(
                answer.json()
                        .path("detail")
                        .asString()
                        .contains("Brief has no action Validate; it has [Applied, Validated]"),
                answer.text());
    }

    @Test
    void storeIsForOneManifestOfAnObjectAndForThatRouteOnly() {
        put(PATH, cluster("eu"));
        int events = log.events().size();
        for (Answer answer : List.of(
                validate(STORE, cluster("eu") + "\n---\n" + cluster("us")),
                validate("/v1/objects/Kind/dsel/Cluster/validate?store=true", CLUSTER),
                send("PUT", PATH + "?dryRun=true&store=true", cluster("eu")),
                validate("/v1/objects?app=shop&dryRun=true&store=true", cluster("eu")),
                validate("/v1/events?dryRun=true&store=true", "{}"))) {
            assertEquals(400, answer.status(), answer.text());
            assertEquals("store", answer.json().path("parameter").asString());
        }
        assertEquals(events, log.events().size());
    }

    private Answer put(String path, String yaml) {
        return send("PUT", path, yaml);
    }

    private Answer validate(String path, String yaml, String... headers) {
        return send("POST", path, yaml, headers);
    }

    private Answer retry(String eventId, String yaml) {
        return validate(STORE, yaml, "Dsel-Event-Id", eventId);
    }

    private Answer send(String method, String path, String yaml, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/yaml";
        return http.send(method, path, BodyPublishers.ofString(yaml), all);
    }

    /** @param stored where the answers say what is stored */
    private static void assertSame(Answer first, Answer again, String stored) {
        assertEquals(first.status(), again.status(), again.text());
        assertEquals(first.header("Dsel-Token"), again.header("Dsel-Token"));
        assertEquals(first.json().path("rules"), again.json().path("rules"));
        for (String member : List.of("eventId", "causationId", "position", "token")) {
            assertEquals(first.json().at(stored + "/" + member), again.json().at(stored + "/" + member), member);
        }
        assertTrue(again.json().at(stored + "/duplicate").asBoolean(false), again.text());
    }

    private Event last(int fromTheEnd) {
        List<Event> events = log.events();
        return events.get(events.size() - fromTheEnd);
    }

    /** Of the object's states, one after the other, at every time at which something happened to it. */
    private List<String> regionsOverTime() {
        List<Event> events = log.events().stream()
                .filter(event -> event.entity().text().equals("Cluster/shop/a"))
                .sorted(Comparator.comparing(event -> event.meta().order()))
                .toList();
        List<String> regions = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            boolean last = i == events.size() - 1
                    || !events.get(i)
                            .meta()
                            .timestamp()
                            .equals(events.get(i + 1).meta().timestamp());
            String region = region(events.get(i));
            if (last && (regions.isEmpty() || !regions.getLast().equals(region))) {
                regions.add(region);
            }
        }
        return regions;
    }

    private static String region(Event event) {
        return event.state().at("/spec/region").asString();
    }

    private static String cluster(String region) {
        return "{apiVersion: v1alpha1, kind: Cluster, spec: {region: " + region + ", size: 3}}";
    }
}
