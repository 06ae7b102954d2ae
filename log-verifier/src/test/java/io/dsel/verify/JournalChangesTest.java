package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.aggregate.Aggregate;
import io.dsel.event.EventOrder;
import io.dsel.events.GoneEntry;
import io.dsel.events.JournalEntry;
import io.dsel.verify.GroupFact.Change;
import io.dsel.verify.GroupFact.End;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order groups came to know their events. */
class JournalChangesTest {
    private static final Aggregate CALM = Samples.aggregate("CalmAggregate", "", "emit: {every: 2}");
    private static final Aggregate EACH = Samples.aggregate("EachAggregate", "", "");
    private static final String EVENTS = "dsel.events.ArtifactAppliedEvent";
    private static final String WEB = "CalmAggregate/shop/web";
    private static final String ALL = "CalmAggregate/shop/all";

    private final List<JournalEntry> entries = new ArrayList<>();

    @TempDir
    private Path folder;

    @Test
    void eachEventAndEachBetterBodyIsAChangeInTheOrderOfTheJournal() {
        Recomputed recomputed = Samples.recomputed(CALM, EACH);
        TopicPartition events = new TopicPartition(EVENTS, 0);
        LogEnds early = new LogEnds(Map.of(), Map.of(events, 5L));
        LogEnds ends = new LogEnds(Map.of(), Map.of(events, 9L));
        List<GroupFact> changes = new ArrayList<>();
        try (JournalChanges journal = new JournalChanges(
                recomputed, new Extent(early, ends, ends), value -> entries.get(value[0]), folder, 500)) {
            journal.take(record(WEB, CALM.formula(), 30, "b", 7, 1));
            journal.take(record(ALL, CALM.formula(), 30, "b", 7, 1));
            journal.take(record(WEB, CALM.formula(), 20, "a", 7, 2));
            journal.take(record(WEB, CALM.formula(), 30, "b", 7, 1)); // a copy
            journal.take(record(WEB, CALM.formula(), 20, "a", -1, 3)); // unsigned, a greater hash
            journal.take(record(WEB, CALM.formula(), 20, "a", 3, 4)); // a smaller one
            journal.take(record(WEB, "of yore", 10, "z", 7, 1));
            journal.take(record("EachAggregate/shop/web", EACH.formula(), 10, "z", 7, 1));
            journal.take(record(WEB, CALM.formula(), 90, "c", 7, 6)); // late
            journal.take(record(WEB, CALM.formula(), 95, "d", 7, 9)); // beyond
            journal.tell(changes::add);
            assertEquals(30, journal.time(CALM, 2));
            assertEquals(-1, journal.time(CALM, 3));
        }
        assertEquals(
                List.of(
                        new Change(ALL, new EventOrder(30, "b"), 7, 1, 2, false),
                        new Change(WEB, new EventOrder(30, "b"), 7, 1, 2, false),
                        new Change(WEB, new EventOrder(20, "a"), 7, 2, 2, false),
                        new Change(WEB, new EventOrder(20, "a"), 3, 3, 2, false),
                        new Change(WEB, new EventOrder(90, "c"), 7, 4, 2, false),
                        new Change(WEB, new EventOrder(95, "d"), 7, 5, 2, true)),
                changes);
    }

    /** The event b takes the place of a, z ends itself before it comes, and y in vain what has ended. */
    @Test
    void whatEndsIsAChangeOnceAndOneWithWhatTakesItsPlace() {
        LogEnds ends = new LogEnds(Map.of(), Map.of(new TopicPartition(EVENTS, 0), 9L));
        List<GroupFact> changes = new ArrayList<>();
        try (JournalChanges journal = new JournalChanges(
                Samples.recomputed(CALM), new Extent(ends, ends, ends), value -> entries.get(value[0]), folder, 500)) {
            journal.take(record(WEB, 20, "a", true, null));
            journal.take(record(WEB, 30, "b", true, new EventOrder(20, "a")));
            journal.take(record(WEB, 10, "z", false, new EventOrder(10, "z")));
            journal.take(record(WEB, 10, "z", true, null));
            journal.take(record(WEB, 25, "y", false, new EventOrder(20, "a")));
            journal.take(record(WEB, 40, "c", false, new EventOrder(30, "b")));
            journal.tell(changes::add);
        }
        assertEquals(
                List.of(
                        new Change(WEB, new EventOrder(20, "a"), 7, 1, 2, false),
                        new Change(WEB, new EventOrder(30, "b"), 7, 2, 2, false),
                        new End(WEB, new EventOrder(20, "a"), 2, false),
                        new End(WEB, new EventOrder(30, "b"), 3, false)),
                changes);
    }

    /** @param gone the event that it ends; null for none */
    private ConsumerRecord<String, byte[]> record(String group, long time, String id, boolean counts, EventOrder gone) {
        ConsumerRecord<String, byte[]> record = record(group, CALM.formula(), time, id, 7, 1);
        JournalEntry entry = entries.getLast();
        entry.setCounts(counts);
        if (gone != null) {
            entry.setGone(GoneEntry.newBuilder()
                    .setMemberId(gone.eventId())
                    .setMemberTimestamp(Instant.ofEpochMilli(gone.timestamp()))
                    .build());
        }
        return record;
    }

    private ConsumerRecord<String, byte[]> record(
            String group, String formula, long time, String id, long hash, long offset) {
        entries.add(JournalEntry.newBuilder()
                .setEventId(id)
                .setTimestamp(Instant.ofEpochMilli(time))
                .setKind("ArtifactAppliedEvent")
                .setObjectKind("Artifact")
                .setAppId("shop")
                .setName("web")
                .setUserId("ann")
                .setCorrelationId("r")
                .setExecutionId("x")
                .setRegion("local")
                .setTopic(EVENTS)
                .setPartition(0)
                .setOffset(offset)
                .setLogTime(Instant.ofEpochMilli(1_000))
                .setBodyHash(hash)
                .setAggregate(group.substring(0, group.indexOf('/')))
                .setFormula(formula)
                .setInputs("{}")
                .build());
        byte[] value = {(byte) (entries.size() - 1)};
        return new ConsumerRecord<>("dsel.journal.aggregates", 2, entries.size() - 1L, group, value);
    }
}
