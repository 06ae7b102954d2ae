package io.dsel.streams.aggregate;

import io.dsel.events.JournalEntry;
import java.time.Instant;

/** Entries of the journal, for tests of what groups make of them. */
final class Entries {
    private Entries() {}

    /**
     * A member that says nothing.
     *
     * @param millis event time since 1970 UTC
     */
    static JournalEntry.Builder of(String id, int millis) {
        return JournalEntry.newBuilder()
                .setEventId(id)
                .setTimestamp(Instant.ofEpochMilli(millis))
                .setKind("ArtifactAppliedEvent")
                .setObjectKind("Artifact")
                .setAppId("09287")
                .setName("a")
                .setUserId("alice")
                .setCorrelationId("c")
                .setExecutionId("x")
                .setRegion("eu")
                .setTopic("dsel.events.ArtifactAppliedEvent")
                .setPartition(0)
                .setOffset(0)
                .setLogTime(Instant.EPOCH)
                .setBodyHash(0)
                .setAggregate("TriedAggregate")
                .setFormula("0123456789ab")
                .setInputs("{}");
    }
}
