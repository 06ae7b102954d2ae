package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTopologyTest {
    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void identityAnEventIsJournaledOnceForEachGroup() {
        Event event = Samples.artifact("Applied", "vpc", "e1", 1, "2.1.0");
        driver.send(event);
        driver.send(event);
        driver.send(Samples.artifact("Apply", "vpc", "e0", 0, "2.0.0"));

        List<Map.Entry<String, JournalEntry>> written = driver.journaled();
        assertEquals(
                List.of(
                        "AppActivityDailyAggregate/09287/09287%402026-01-15",
                        "EntityActivityAggregate/09287/Artifact%3Avpc", "ExecutionStatusAggregate/_/exec-1"),
                written.stream().limit(3).map(Map.Entry::getKey).toList());
        assertEquals(6, written.size());
        JournalEntry entry = written.get(2).getValue();
        assertEquals("e1", entry.getEventId());
        assertEquals("dsel.events.ArtifactAppliedEvent", entry.getTopic());
        assertEquals("ExecutionStatusAggregate", entry.getAggregate());
        assertEquals("exec-1", entry.getExecutionId());
        assertEquals("{\"artifact\":{\"name\":\"vpc\",\"version\":\"2.1.0\"}}", entry.getInputs());
        assertEquals("eu", entry.getRegion());
    }

    @Test
    void anEntryHasWhatTheFoldNeeds() {
        Event event = new Event(
                "v1alpha1",
                new EventKind("Deployment", "Failed"),
                Samples.meta("web", "e1", 1, "exec-1"),
                Json.parseObject("""
                        {"deployment": {"apiVersion": "v1alpha1", "kind": "Deployment",
                           "meta": {"name": "web", "appId": "09287"},
                           "spec": {"artifact": {"name": "vpc", "version": "2"}, "configs": [{"name": "prod"}],
                                    "environment": "prod"}},
                         "validation": {"overall": "FAILURE", "details": [
                            {"name": "a", "pass": true}, {"name": "b", "pass": false},
                            {"name": "c", "pass": false, "severity": "warning"}]},
                         "metadata": {"approvedBy": ["bob", "carol"]}}
                        """));
        driver.send(event);

        JournalEntry entry = driver.journaled().stream()
                .map(Map.Entry::getValue)
                .filter(its -> its.getAggregate().equals("ExecutionStatusAggregate"))
                .findFirst()
                .orElseThrow();
        assertEquals(Json.parse("""
                        {"artifact": {"name": "vpc", "version": "2"}, "configs": [{"name": "prod"}],
                         "approvedBy": ["bob", "carol"], "errors": 2, "warnings": 1}
                        """), Json.parse(entry.getInputs()), "errors are the failure and the failed rule");
        assertEquals("FAILED", entry.getPhase());
        assertEquals("FAILED", entry.getPhaseStatus());
    }
}
