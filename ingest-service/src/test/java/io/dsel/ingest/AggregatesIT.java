package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregates;
import io.dsel.client.LiveKinds;
import io.dsel.ingest.HttpClientForTests.Answer;
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

/** An aggregate is data: applied, it is there, in every instance, with the topic that it will need. */
class AggregatesIT {
    @RegisterExtension
    static final DevStackExtension STACK =
            DevStackExtension.builder().broker().registry().shared().build();

    private static IngestUnderTest ingest;
    private static IngestUnderTest other;

    @BeforeAll
    static void start() {
        ingest = IngestUnderTest.on(STACK, Map.of());
        other = IngestUnderTest.on(STACK, Map.of());
    }

    @AfterAll
    static void stop() {
        other.close();
        ingest.close();
    }

    @Test
    void itCountsAtOnceInTheInstanceThatTookItAndInAMomentInTheOthers() {
        assertEquals(201, put(ingest, "OneAggregate", "KindAppliedEvent").status());
        assertTrue(isDeclared(ingest, "OneAggregate"));
        Awaitility.await().atMost(Duration.ofSeconds(3)).until(() -> isDeclared(other, "OneAggregate"));
        assertTrue(aggregatesOfANewInstance().find("OneAggregate").isPresent());
    }

    /** Both build on what the log holds, whichever instance they come to. */
    @Test
    void aStepIsTakenOnTopOfTheOneBefore() {
        put(ingest, "StepAggregate", "KindAppliedEvent");
        assertEquals(201, put(other, "StepAggregate", "KindDeletedEvent").status());
        assertEquals(409, step(ingest, "promote").status(), "nothing has built it");
        Answer promoted = step(ingest, "promote?force=true");
        assertEquals(200, promoted.status(), promoted.text());
        assertEquals(200, step(other, "rollback").status());
        assertEquals(200, step(ingest, "drop").status());
        Answer third = put(other, "StepAggregate", "KindDeletedEvent");
        assertEquals(201, third.status(), third.text());
        Aggregates declared = aggregatesOfANewInstance();
        assertEquals("StepAggregate", declared.live("StepAggregate"));
        assertTrue(declared.find("StepV3Aggregate").isPresent());
        assertFalse(declared.find("StepV2Aggregate").isPresent());
    }

    private static Answer step(IngestUnderTest service, String step) {
        return service.http().send("POST", "/v1/aggregates/StepAggregate/" + step, BodyPublishers.noBody());
    }

    @Test
    void itsTopicIsThereAndKeepsEventsAsLongAsTheManifestSays() throws Exception {
        assertEquals("-1", retention("dsel.aggregates.EntityActivityAggregate"));
        put(ingest, "KeptAggregate", "KindAppliedEvent");
        assertEquals("-1", retention("dsel.aggregates.KeptAggregate"));
        Answer again = send(
                ingest,
                "KeptAggregate",
                manifest("KeptAggregate", "KindAppliedEvent") + "  topics: {retention: P30D}\n");
        assertEquals(201, again.status(), again.text());
        assertEquals(Long.toString(Duration.ofDays(30).toMillis()), retention("dsel.aggregates.KeptAggregate"));
        assertTrue(isDeclared(ingest, "KeptAggregate"));
    }

    private static boolean isDeclared(IngestUnderTest service, String name) {
        return service.http()
                .get("/v1/kinds")
                .json()
                .path("aggregates")
                .valueStream()
                .anyMatch(it -> it.path("name").asString().equals(name)
                        && it.path("formula").asString().length() == 12);
    }

    @Test
    void deletedItCountsNoMore() {
        put(ingest, "GoneAggregate", "KindAppliedEvent");
        Answer deleted =
                ingest.http().send("DELETE", "/v1/objects/Aggregate/dsel/GoneAggregate", BodyPublishers.noBody());
        assertEquals(200, deleted.status(), deleted.text());
        assertFalse(aggregatesOfANewInstance().find("GoneAggregate").isPresent());
        assertEquals(201, put(ingest, "GoneAggregate", "KindDeletedEvent").status());
    }

    private static Aggregates aggregatesOfANewInstance() {
        try (LiveKinds late = LiveKinds.follow(STACK.bootstrapServers(), STACK.schemaRegistryUrl(), Map.of())) {
            assertTrue(late.awaitReady(Duration.ofSeconds(10)));
            return late.aggregates();
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

    private static Answer put(IngestUnderTest service, String name, String kind) {
        return send(service, name, manifest(name, kind));
    }

    private static Answer send(IngestUnderTest service, String name, String manifest) {
        return service.http()
                .send(
                        "PUT",
                        "/v1/objects/Aggregate/dsel/" + name,
                        BodyPublishers.ofString(manifest),
                        "Content-Type",
                        "application/yaml");
    }

    private static String manifest(String name, String kind) {
        return """
                apiVersion: v1alpha1
                kind: Aggregate
                meta: {name: %s}
                spec:
                  owner: platform
                  sources: [{kinds: [%s]}]
                  group: {key: meta.name}
                  measures: [{name: events, count: {}}]
                """.formatted(name, kind);
    }
}
