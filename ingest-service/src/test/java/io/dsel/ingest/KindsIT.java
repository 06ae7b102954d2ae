package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.confluent.kafka.schemaregistry.client.CachedSchemaRegistryClient;
import io.dsel.avro.EventCodec;
import io.dsel.client.LiveKinds;
import io.dsel.client.LogReader;
import io.dsel.event.Event;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.kind.Kinds;
import io.dsel.stack.junit.DevStackExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** A kind is data: applied, it is there, in every instance, and its schemas hold. */
class KindsIT {
    @RegisterExtension
    static final DevStackExtension STACK =
            DevStackExtension.builder().broker().registry().shared().build();

    private static IngestUnderTest ingest;
    private static IngestUnderTest other;
    private static EventCodec codec;
    private static LogReader reader;

    @BeforeAll
    static void start() {
        ingest = IngestUnderTest.on(STACK, Map.of());
        other = IngestUnderTest.on(STACK, Map.of());
        codec = new EventCodec(STACK.schemaRegistryUrl());
        reader = new LogReader(STACK.bootstrapServers(), 1, Map.of());
    }

    @AfterAll
    static void stop() {
        reader.close();
        codec.close();
        other.close();
        ingest.close();
    }

    @Test
    void eventsOfANewKindAreTakenAtOnceByTheInstanceThatTookItAndInAMomentByTheOthers() {
        long begin = System.nanoTime();
        Answer applied =
                put(ingest, "/v1/objects/Kind/dsel/Approval", kind("Approval", "{name: subject, type: string}"));
        assertEquals(201, applied.status(), applied.text());
        long taken = System.nanoTime();
        String granted = granted("Approval", "{subject: web}");
        Answer first = ingest.http().post("/v1/events", "application/yaml", granted);
        long accepted = System.nanoTime();
        assertEquals(201, first.status(), first.text());
        System.out.printf(
                "kind applied after %d ms, its first event accepted after %d ms%n",
                (taken - begin) / 1_000_000, (accepted - begin) / 1_000_000);

        Event event = eventAt(first);
        assertEquals("ApprovalGrantedEvent", event.kind().name());
        assertEquals("Approval", event.kind().objectKind());
        assertEquals("web", event.state().at("/spec/subject").asString());
        Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            Answer wrong = other.http().post("/v1/events", "application/yaml", granted("Approval", "{subjekt: web}"));
            assertEquals("invalid-event", wrong.problem(), wrong.text());
        });
        assertEquals(
                201,
                other.http().post("/v1/events", "application/yaml", granted).status());
    }

    @Test
    void aManifestIsAnEventLikeAnyOther() {
        Answer applied = put(ingest, "/v1/objects/Kind/dsel/Note", kind("Note", "{name: text, type: string}"));
        Token token = Token.parse(applied.header("Dsel-Token"));
        assertEquals(
                "[dsel.events.KindAppliedEvent]", token.positions().keySet().toString());
        Event event = eventAt(applied);
        assertEquals("Kind/dsel/Note", event.entity().text());
        assertEquals("platform", event.state().at("/spec/owner").asString());
    }

    @Test
    void theRegistryHoldsAVersionToReadingItselfBothWays() throws Exception {
        put(ingest, "/v1/objects/Kind/dsel/Held", kind("Held", "{name: a, type: string}"));
        try (CachedSchemaRegistryClient registry = new CachedSchemaRegistryClient(STACK.schemaRegistryUrl(), 10)) {
            assertEquals("FULL_TRANSITIVE", registry.getCompatibility("io.dsel.events.v1alpha1.HeldGrantedEvent"));
            assertEquals("FULL_TRANSITIVE", registry.getCompatibility("io.dsel.events.v1alpha1.ArtifactAppliedEvent"));
        }
    }

    @Test
    void whatWasEverWrittenUnderAVersionCountsNotOnlyTheLastManifest() {
        String path = "/v1/objects/Kind/dsel/Drifting";
        String optional = ", {name: b, type: [\"null\", string], default: null}";
        assertEquals(
                201,
                put(ingest, path, kind("Drifting", "{name: a, type: string}" + optional))
                        .status());
        assertEquals(
                201,
                put(ingest, path, kind("Drifting", "{name: a, type: string}")).status());
        String back = kind("Drifting", "{name: a, type: string}" + optional.replace("string", "long"));
        for (String dryRun : List.of("?dryRun=true", "")) {
            Answer answer = put(ingest, path + dryRun, back);
            assertEquals("kind-refused", answer.problem(), answer.text());
            String reason = answer.json().at("/change/effects").toString();
            assertTrue(reason.contains("spec.b"), reason);
        }
    }

    @Test
    void topicsKeepEventsAsLongAsTheManifestSays() throws Exception {
        String manifest = kind("Brief", "{name: a, type: string}");
        put(ingest, "/v1/objects/Kind/dsel/Brief", manifest);
        assertEquals("-1", retention("dsel.events.BriefGrantedEvent"));
        Answer answer = put(ingest, "/v1/objects/Kind/dsel/Brief", manifest + "  topics: {retention: P30D}\n");
        assertEquals(201, answer.status(), answer.text());
        assertEquals(Long.toString(Duration.ofDays(30).toMillis()), retention("dsel.events.BriefGrantedEvent"));
    }

    @Test
    void aKindInUseIsNotDeletedByAccident() {
        String path = "/v1/objects/Kind/dsel/Used";
        put(ingest, path, kind("Used", "{name: subject, type: string}"));
        assertEquals(
                201,
                ingest.http()
                        .post("/v1/events", "application/yaml", granted("Used", "{subject: web}"))
                        .status());
        Answer refused = ingest.http().send("DELETE", path, BodyPublishers.noBody());
        assertEquals("kind-in-use", refused.problem(), refused.text());
        assertEquals("[\"UsedGrantedEvent\"]", refused.json().path("eventKinds").toString());
        Answer forced = ingest.http().send("DELETE", path + "?force=true", BodyPublishers.noBody());
        assertEquals(200, forced.status(), forced.text());
        assertFalse(kindsOfANewInstance().find("Used").isPresent());

        put(ingest, "/v1/objects/Kind/dsel/Unused", kind("Unused", "{name: a, type: string}"));
        assertEquals(
                200,
                ingest.http()
                        .send("DELETE", "/v1/objects/Kind/dsel/Unused", BodyPublishers.noBody())
                        .status());
    }

    @Test
    void whoStartsLaterKnowsWhatWasDeclaredBefore() {
        put(ingest, "/v1/objects/Kind/dsel/Early", kind("Early", "{name: a, type: string}"));
        assertTrue(kindsOfANewInstance().find("Early").isPresent());
    }

    @Test
    void aStoredValidationLeavesTheStateAndIsKnownAgainByEveryInstance() {
        put(ingest, "/v1/objects/Kind/dsel/Judged", """
                apiVersion: v1alpha1
                kind: Kind
                meta: {name: Judged}
                spec:
                  owner: platform
                  apiVersions: [{name: v1alpha1, schema: {fields: [{name: region, type: string}]}}]
                  rules: [{name: valid-regions, expression: object.spec.region == 'eu', field: spec.region,
                           message: the region is eu}]
                """);
        String manifest = "{apiVersion: v1alpha1, kind: Judged, spec: {region: %s}}";
        Answer applied = put(ingest, "/v1/objects/Judged/shop/one", manifest.formatted("eu"));
        assertEquals(201, applied.status(), applied.text());
        Answer judged = validate(ingest, manifest.formatted("mars"));
        assertEquals("rules-broken", judged.problem(), judged.text());
        Event outcome = eventAt(judged.json().path("stored"));
        assertEquals("JudgedValidatedEvent", outcome.kind().name());
        assertEquals(eventAt(applied).state(), outcome.state());
        assertEquals("FAILURE", outcome.spec().at("/validation/overall").asString());
        assertEquals(
                "spec.region", outcome.spec().at("/validation/details/0/field").asString());
        assertEquals(
                outcome.meta().causationId(),
                judged.json().at("/stored/causationId").asString());

        Answer moved = ingest.http()
                .send(
                        "PUT",
                        "/v1/objects/Judged/shop/one",
                        BodyPublishers.ofString(manifest.formatted("eu")),
                        "Content-Type",
                        "application/yaml",
                        "If-Match",
                        judged.header("ETag"));
        assertEquals(201, moved.status(), moved.text());
        Awaitility.await().atMost(Duration.ofSeconds(3)).untilAsserted(() -> {
            Answer again = validate(other, manifest.formatted("mars"));
            assertEquals(judged.header("Dsel-Token"), again.header("Dsel-Token"), again.text());
            assertTrue(again.json().at("/stored/duplicate").asBoolean(false), again.text());
        });
    }

    private static Answer validate(IngestUnderTest service, String yaml) {
        return service.http()
                .send(
                        "POST",
                        "/v1/objects/Judged/shop/one/validate?store=true",
                        BodyPublishers.ofString(yaml),
                        "Content-Type",
                        "application/yaml",
                        "Dsel-Event-Id",
                        "judged-1");
    }

    private static Kinds kindsOfANewInstance() {
        try (LiveKinds late = LiveKinds.follow(STACK.bootstrapServers(), STACK.schemaRegistryUrl(), Map.of())) {
            assertTrue(late.awaitReady(Duration.ofSeconds(10)));
            return late.get();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static String retention(String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            return admin.describeConfigs(List.of(resource))
                    .all()
                    .get()
                    .get(resource)
                    .get("retention.ms")
                    .value();
        }
    }

    private static Answer put(IngestUnderTest service, String path, String yaml) {
        return service.http().send("PUT", path, BodyPublishers.ofString(yaml), "Content-Type", "application/yaml");
    }

    private static Event eventAt(Answer answer) {
        return eventAt(answer.json());
    }

    private static Event eventAt(JsonNode stored) {
        JsonNode position = stored.path("position");
        LogPosition at = new LogPosition(
                position.path("topic").asString(),
                position.path("partition").asInt(),
                position.path("offset").asLong());
        return codec.decode(reader.read(at).value());
    }

    private static String kind(String name, String fields) {
        return """
                apiVersion: v1alpha1
                kind: Kind
                meta: {name: %s}
                spec:
                  owner: platform
                  apiVersions: [{name: v1alpha1, schema: {fields: [%s]}}]
                  actions:
                    - intent: {name: Request, phase: REQUESTING}
                      outcome: {name: Requested, phase: REQUESTED}
                    - outcome: {name: Granted, phase: GRANTED}
                """.formatted(name, fields);
    }

    private static String granted(String kind, String spec) {
        String field = Character.toLowerCase(kind.charAt(0)) + kind.substring(1);
        return "{kind: %1$sGrantedEvent, meta: {name: one, appId: shop}, spec: {%2$s: {apiVersion: v1alpha1, kind: %1$s, "
                        .formatted(kind, field)
                + "meta: {name: one, appId: shop}, spec: " + spec + "}}}";
    }
}
