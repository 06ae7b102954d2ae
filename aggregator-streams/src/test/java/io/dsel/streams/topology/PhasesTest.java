package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.kind.ManifestReader;
import io.dsel.streams.execution.ExecutionAggregate;
import io.dsel.topic.Topics;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What an action means for its execution is what its kind's manifest says when the event is noted. */
class PhasesTest {
    private static final String CANARY = """
            apiVersion: v1alpha1
            kind: Kind
            meta: {name: Canary}
            spec:
              owner: delivery
              apiVersions: [{name: v1alpha1, schema: open}]
              actions:
                - intent: {name: Start, phase: CANARY_STARTING}
                  outcome: {name: Started, phase: CANARY}
                - outcome: {name: Measured}
                - outcome: {name: Promoted, phase: PROMOTED, status: succeeded}
                - outcome: {name: Aborted, phase: ABORTED, status: failed}
                - outcome: {name: Outlived, status: failed}
            """;

    /** What is declared now. */
    private Kinds kinds = Kinds.BUILT_IN.with(kind(CANARY));

    private final Driver driver = driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anActionOfAKindsOwnSaysThePhaseAndEndsTheExecution() {
        driver.send(canary("Started", "e1", 1));
        assertEquals("CANARY RUNNING", standing(driver));
        driver.send(canary("Promoted", "e2", 3));
        JsonNode summary = last(driver).spec().get("summary");
        assertEquals("PROMOTED SUCCEEDED", standing(summary));
        assertEquals("2026-01-15T12:00:03.000Z", summary.get("endTime").stringValue());
        assertEquals("PT2S", summary.get("duration").stringValue());
        assertEquals(0, summary.get("errorCount").intValue());
    }

    @Test
    void anActionWithoutAPhaseLeavesItAsItIs() {
        driver.send(canary("Started", "e1", 1));
        driver.send(canary("Measured", "e2", 2));
        assertEquals("CANARY RUNNING", standing(driver));
    }

    @Test
    void aStandardActionThatTheManifestDoesNotHaveMeansNothing() {
        driver.send(canary("Started", "e1", 1));
        driver.send(canary("Completed", "e2", 2));
        assertEquals("CANARY RUNNING", standing(driver));
    }

    @Test
    void whateverIsDeclaredAsAFailureIsAnError() {
        driver.send(canary("Aborted", "e1", 1));
        JsonNode summary = last(driver).spec().get("summary");
        assertEquals("ABORTED FAILED", standing(summary));
        assertEquals(1, summary.get("errorCount").intValue());

        driver.send(canary("Outlived", "e2", 2));
        summary = last(driver).spec().get("summary");
        assertEquals("ABORTED FAILED", standing(summary), "it means no phase");
        assertEquals(2, summary.get("errorCount").intValue());
    }

    @Test
    void anOpenKindsStandardActionsMeanWhatTheyAlwaysDo() {
        driver.send(event("Gadget", "Completed", "e1", 1));
        assertEquals("COMPLETED SUCCEEDED", standing(driver));
        driver.send(event("Gadget", "Polished", "e2", 2));
        assertEquals("COMPLETED SUCCEEDED", standing(driver));
        driver.send(event("Gadget", "Failed", "e3", 3));
        JsonNode summary = last(driver).spec().get("summary");
        assertEquals("FAILED FAILED", standing(summary));
        assertEquals(1, summary.get("errorCount").intValue());
    }

    @Test
    void anEventOfAKindThatIsDeclaredLaterKeepsWhatItMeant() {
        kinds = Kinds.BUILT_IN;
        driver.send(canary("Promoted", "e1", 2));
        assertFalse(last(driver).spec().get("summary").has("phase"));
        kinds = kinds.with(kind(CANARY));
        driver.send(canary("Started", "e0", 1));
        assertEquals("CANARY RUNNING", standing(driver));
    }

    @Test
    void convergenceAManifestThatChangesLaterLeavesTheJournalsReplayAsItWas() {
        List<Event> events =
                List.of(canary("Started", "e1", 1), canary("Promoted", "e3", 3), canary("Measured", "e2", 2));
        events.forEach(driver::send);
        List<Event> before = aggregates(driver);
        kinds = Kinds.BUILT_IN.with(kind(CANARY.replace("PROMOTED, status: succeeded", "DONE")));

        events.forEach(driver::send);
        assertTrue(driver.written(Topics.of(ExecutionAggregate.KIND)).isEmpty(), "a replay of the events");
        try (Driver again = driver()) {
            again.replay(driver.journaled());
            // As when the stores are emptied: the old journal comes first, and what the history hears anew follows.
            events.forEach(again::send);
            assertEquals(before, aggregates(again));
        }
        try (Driver rebuilt = driver()) {
            events.forEach(rebuilt::send);
            assertEquals("DONE RUNNING", standing(rebuilt), "from the events alone");
        }
    }

    private Driver driver() {
        return new Driver(new EventCodec(new MockSchemaRegistryClient()), () -> kinds);
    }

    private static Kind kind(String manifest) {
        return Kind.of(ManifestReader.read(Yaml.parse(manifest)));
    }

    private static Event canary(String action, String id, int seconds) {
        return event("Canary", action, id, seconds);
    }

    private static Event event(String objectKind, String action, String id, int seconds) {
        EventKind kind = new EventKind(objectKind, action);
        ObjectNode spec = Json.MAPPER.createObjectNode();
        spec.putObject(kind.objectField()).put("kind", objectKind).put("apiVersion", "v1alpha1");
        return new Event("v1alpha1", kind, Samples.meta("web", id, seconds, "exec-1"), spec);
    }

    /** Phase and status in the last aggregate. */
    private static String standing(Driver driver) {
        return standing(last(driver).spec().get("summary"));
    }

    private static String standing(JsonNode summary) {
        return summary.get("phase").stringValue() + " " + summary.get("status").stringValue();
    }

    private static Event last(Driver driver) {
        return aggregates(driver).getLast();
    }

    private static List<Event> aggregates(Driver driver) {
        return driver.made(ExecutionAggregate.KIND.name());
    }
}
