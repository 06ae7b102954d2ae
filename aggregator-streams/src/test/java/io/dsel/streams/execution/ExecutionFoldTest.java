package io.dsel.streams.execution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.avro.EventCodec;
import io.dsel.events.JournalEntry;
import io.dsel.events.NamedVersion;
import io.dsel.kind.Action.PhaseStatus;
import io.dsel.kind.Kinds;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** The fold is a function of the set of events. */
class ExecutionFoldTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final List<String> KINDS =
            List.of("DeploymentApplyEvent", "DeploymentAppliedEvent", "DeploymentFailedEvent", "DeploymentPausedEvent");

    /** Avro makes records only of classes that it was told to trust, which a codec does. */
    @BeforeAll
    static void trustOurRecords() {
        new EventCodec(new MockSchemaRegistryClient()).close();
    }

    @Test
    void convergenceWhateverTheOrderAndWhereverTheStateWasKeptBetween() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<JournalEntry> entries = randomEntries(random, 1 + random.nextInt(80));
            ExecutionState expected = fold(entries, random, false);
            Collections.shuffle(entries, random);
            assertEquals(expected, fold(entries, random, true), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void phaseIsThatOfTheGreatestEventWhichHasOne() {
        ExecutionFold fold = new ExecutionFold();
        fold.add(entry("DeploymentCompletedEvent", "e3", 3).build());
        fold.add(entry("DeploymentPausedEvent", "e4", 4).build());
        fold.add(entry("DeploymentApplyEvent", "e1", 1).build());

        ObjectNode summary = (ObjectNode) ExecutionAggregate.spec(fold.state()).get("summary");
        assertEquals("COMPLETED", summary.get("phase").stringValue());
        assertEquals("SUCCEEDED", summary.get("status").stringValue());
        assertEquals("2026-01-15T12:00:01.000Z", summary.get("startTime").stringValue());
        assertEquals("2026-01-15T12:00:03.000Z", summary.get("endTime").stringValue());
        assertEquals("PT2S", summary.get("duration").stringValue());
    }

    @Test
    void anExecutionGoesOnWhenAnEventFollowsItsEnd() {
        ExecutionFold fold = new ExecutionFold();
        fold.add(entry("DeploymentFailedEvent", "e1", 1).build());
        fold.add(entry("DeploymentApplyEvent", "e2", 2).build());

        ObjectNode summary = (ObjectNode) ExecutionAggregate.spec(fold.state()).get("summary");
        assertEquals("RUNNING", summary.get("status").stringValue());
        assertFalse(summary.has("endTime"), summary.toString());
    }

    @Test
    void aListThatIsTooLongIsCutAtTheSameNamesAndSaysSo() {
        List<JournalEntry> entries = new ArrayList<>(IntStream.range(0, 3 * ExecutionFold.MOST_NAMES)
                .mapToObj(i -> entry("ConfigAppliedEvent", "e" + i, i)
                        .setConfigs(List.of(new NamedVersion("config-%03d".formatted(i), "1")))
                        .build())
                .toList());
        ObjectNode upwards = references(entries);
        Collections.reverse(entries);

        assertEquals(upwards, references(entries));
        assertEquals(ExecutionFold.MOST_NAMES, upwards.get("configs").size());
        assertEquals("config-000", upwards.at("/configs/0/name").stringValue());
        assertTrue(upwards.get("truncated").booleanValue());
    }

    @Test
    void referencesNameTheVersionOfTheGreatestEvent() {
        ExecutionFold fold = new ExecutionFold();
        fold.add(entry("DeploymentAppliedEvent", "e2", 2)
                .setArtifact(new NamedVersion("vpc", "2.1.0"))
                .setConfigs(List.of(new NamedVersion("prod", "7")))
                .setApprovedBy(List.of("bob", "alice"))
                .build());
        fold.add(entry("DeploymentApplyEvent", "e1", 1)
                .setUserId("carol")
                .setArtifact(new NamedVersion("vpc", "2.0.0"))
                .setConfigs(List.of(new NamedVersion("prod", "6")))
                .build());

        assertEquals(
                """
                {"artifact":{"name":"vpc","version":"2.1.0"},"configs":[{"name":"prod","version":"7"}],\
                "deployments":[{"name":"web","appId":"09287"}],"triggeredBy":"carol","approvedBy":["alice","bob"],\
                "truncated":false}""", ExecutionAggregate.spec(fold.state()).get("references").toString());
    }

    private static ObjectNode references(List<JournalEntry> entries) {
        ExecutionFold fold = new ExecutionFold();
        entries.forEach(fold::add);
        return (ObjectNode) ExecutionAggregate.spec(fold.state()).get("references");
    }

    /** @param stored whether the state goes through the store's bytes now and then */
    private static ExecutionState fold(List<JournalEntry> entries, Random random, boolean stored) {
        ExecutionFold fold = new ExecutionFold();
        for (JournalEntry entry : entries) {
            fold.add(entry);
            if (stored && random.nextInt(4) == 0) {
                byte[] bytes = ExecutionRecord.serde().serializer().serialize("", new ExecutionRecord(fold.state(), 1));
                fold = ExecutionRecord.serde()
                        .deserializer()
                        .deserialize("", bytes)
                        .fold();
            }
        }
        return fold.state();
    }

    private static List<JournalEntry> randomEntries(Random random, int count) {
        List<JournalEntry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            JournalEntry.Builder entry = entry(KINDS.get(random.nextInt(KINDS.size())), "e" + i, random.nextInt(20))
                    .setName("web-" + random.nextInt(90))
                    .setErrors(random.nextInt(2))
                    .setWarnings(random.nextInt(3))
                    .setApprovedBy(List.of("user-" + random.nextInt(70)))
                    .setConfigs(
                            List.of(new NamedVersion("c" + random.nextInt(80), random.nextBoolean() ? "v" + i : null)));
            if (random.nextBoolean()) {
                entry.setArtifact(new NamedVersion("a" + random.nextInt(3), "v" + i));
            }
            if (random.nextInt(4) == 0) {
                PhaseStatus[] statuses = PhaseStatus.values();
                entry.setPhase("OWN_" + random.nextInt(3))
                        .setPhaseStatus(statuses[random.nextInt(statuses.length)].name());
            }
            entries.add(entry.build());
        }
        return entries;
    }

    /** What the journal notes of an event, its phase as the manifests that come along say. */
    private static JournalEntry.Builder entry(String kind, String id, int seconds) {
        String objectKind = kind.startsWith("Config") ? "Config" : "Deployment";
        String action = kind.substring(objectKind.length(), kind.length() - "Event".length());
        JournalEntry.Builder entry = JournalEntry.newBuilder()
                .setEventId(id)
                .setTimestamp(NOON.plusSeconds(seconds))
                .setKind(kind)
                .setObjectKind(objectKind)
                .setAppId("09287")
                .setName("web")
                .setUserId("alice")
                .setCorrelationId("req-1")
                .setRegion("eu")
                .setTopic("dsel.events." + kind)
                .setPartition(0)
                .setOffset(0)
                .setLogTime(NOON)
                .setBodyHash(id.hashCode());
        Kinds.BUILT_IN
                .find(objectKind)
                .flatMap(declared -> declared.step(action))
                .ifPresent(step -> entry.setPhase(step.phase().orElse(null))
                        .setPhaseStatus(step.status().name()));
        return entry;
    }
}
