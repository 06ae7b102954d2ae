package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.util.List;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JournalTopologyTest {
    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void identityAnEventIsJournaledOnceUnderItsExecution() {
        Event event = Samples.artifact("Applied", "vpc", "e1", 1, "2.1.0");
        driver.send(event);
        driver.send(event);
        driver.send(Samples.artifact("Apply", "vpc", "e0", 0, "2.0.0"));

        List<TestRecord<String, byte[]>> written = driver.written(Topics.EXECUTION_JOURNAL.name());
        assertEquals(
                List.of("exec-1", "exec-1"),
                written.stream().map(TestRecord::key).toList());
        JournalEntry entry = entry(written.getFirst());
        assertEquals("e1", entry.getEventId());
        assertEquals("dsel.events.ArtifactAppliedEvent", entry.getTopic());
        assertEquals("2.1.0", entry.getArtifact().getVersion());
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

        JournalEntry entry =
                entry(driver.written(Topics.EXECUTION_JOURNAL.name()).getFirst());
        assertEquals("vpc", entry.getArtifact().getName());
        assertEquals("2", entry.getArtifact().getVersion());
        assertEquals("prod", entry.getConfigs().getFirst().getName());
        assertEquals(List.of("bob", "carol"), entry.getApprovedBy());
        assertEquals(2, entry.getErrors(), "the failure and the failed rule");
        assertEquals(1, entry.getWarnings());
        assertEquals("FAILED", entry.getPhase());
        assertEquals("FAILED", entry.getPhaseStatus());
    }

    private JournalEntry entry(TestRecord<String, byte[]> record) {
        return driver.codec.decode(record.value(), JournalEntry.class);
    }
}
