package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateReader;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.events.AnswerEntry;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.topic.Topics;
import io.dsel.verify.GroupFact.Aggregated;
import io.dsel.verify.GroupFact.Part;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What groups tell of the outside is what the journal says that it answered to what their events ask. */
class EnrichmentCheckTest {
    private static final String GROUP = "OwnedAggregate/shop/web";
    private static final String TOPIC = Topics.AGGREGATE_JOURNAL.name();
    private static final Aggregate AGGREGATE = Aggregate.of(AggregateReader.read(Yaml.parse("""
            apiVersion: v1alpha1
            kind: Aggregate
            meta: {name: OwnedAggregate}
            spec: {owner: platform, sources: [{kinds: [ArtifactAppliedEvent]}],
                   group: {app: meta.appId, key: meta.name}, measures: [{name: events, count: {}}],
                   enrichments: [{name: owner, plugin: {name: ldap}, with: {app: object.spec.app}}]}
            """)));
    private static final String ANSWERED =
            "owner: {status: answered, with: {app: b}, value: 2, askedAt: '1970-01-01T00:00:00.020Z'}";

    private final Told told = new Told();
    private final Findings findings = new Findings(told, 100);
    private final List<JournalEntry> entries = new ArrayList<>();

    /** Offset in the journal from which on entries may have been told or not. */
    private long late = 100;

    @TempDir
    private Path folder;

    /** A member that asks for a, its answer, one that asks for b, and the answers to that. */
    private void journal() {
        asks(1, "a");
        answer(1, "owner", true, "1", 10);
        asks(2, "b");
        answer(1, "owner", true, "0", 5); // of a question that nobody asks any more
        asks(1, "a"); // a copy
        answer(2, "owner", false, "down", 15);
        answer(2, "owner", true, "3", 21);
        answer(2, "owner", true, "2", 20); // earlier, so it counts
        answer(2, "owner", false, "down", 1);
        answer(2, "nobody", true, "1", 1);
    }

    @Test
    void whatTheJournalAnswersIsRight() {
        journal();
        assertEquals(tally(1, 0, 0), check(ANSWERED));
        assertEquals(List.of(), told.lines);
    }

    @Test
    void whatIsToldOtherwiseIsNamed() {
        journal();
        check(ANSWERED.replace("value: 2", "value: 3"));
        check(ANSWERED.replace("answered", "pending"));
        check(ANSWERED.replace("app: b", "app: a"));
        check("{}");
        String different = "different " + GROUP + " a1 enrichment.owner";
        assertEquals(
                List.of(
                        different + ".value: 2 / 3",
                        different + ".status: answered / pending",
                        different + ".with.app: b / a"),
                told.lines.subList(0, 3));
        assertEquals(4, told.lines.size());
    }

    @Test
    void theParametersAreThoseOfTheEventsWhateverTheJournalSays() {
        asks(1, "a");
        asks(2, "wrong");
        check("owner: {status: pending, with: {app: wrong}}");
        assertEquals(List.of("different " + GROUP + " a1 enrichment.owner.app (with): b / wrong"), told.lines);
    }

    @Test
    void whatCameMeanwhileMayBeToldOrNot() {
        journal();
        late = 6;
        assertEquals(tally(1, 0, 0), check(ANSWERED));
        assertEquals(
                tally(1, 0, 0), check(ANSWERED.replace("value: 2", "value: 3").replace("020Z", "021Z")));
        String down = "owner: {status: unavailable, with: {app: b}, reason: down, askedAt: '1970-01-01T00:00:00.015Z'}";
        assertEquals(tally(1, 0, 0), check(down));
        assertEquals(List.of(), told.lines);
        late = 7;
        assertEquals(tally(1, 1, 0), check(down));
    }

    @Test
    void aGroupOfWhichAnEventHasTwoBodiesIsLeftOut() {
        journal();
        assertEquals(tally(0, 0, 1), check(ANSWERED, part(2, 9, "c")));
    }

    private static Tally tally(long compared, long different, long leftOut) {
        return new Tally(Tier.LOG, Subject.ENRICHMENT, compared, 0, 0, different, leftOut);
    }

    /** @param said what the greatest aggregate tells, as YAML */
    private Tally check(String said, Part... more) {
        Findings.Count count = findings.count(Tier.LOG, Subject.ENRICHMENT);
        LogEnds early = new LogEnds(Map.of(), Map.of(new TopicPartition(TOPIC, 0), late));
        try (EnrichmentFacts facts = new EnrichmentFacts(
                Samples.recomputed(AGGREGATE), early, value -> entries.get(value[0]), folder, 500)) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                facts.take(new ConsumerRecord<>(TOPIC, 0, i, GROUP, new byte[] {(byte) i}));
            }
            List<GroupFact> group = new ArrayList<>();
            group.add(new Aggregated(
                    GROUP,
                    new EventOrder(9, "a1"),
                    1,
                    1,
                    0,
                    "{}",
                    Json.write(Yaml.parse(said)),
                    new LogPosition("dsel.aggregates.OwnedAggregate", 0, 0)));
            group.add(part(1, 1, "a"));
            group.add(part(2, 1, "b"));
            group.addAll(List.of(more));
            try (var sorted = facts.sorted()) {
                new EnrichmentCheck(count, sorted).check(GroupReading.of(AGGREGATE, new Ahead<>(group.iterator())));
            }
        }
        count.end();
        return findings.tallies().getLast();
    }

    private static Part part(int number, long bodyHash, String app) {
        return new Part(GROUP, new EventOrder(number, "e" + number), bodyHash, false, false, "{}", "{}", asked(app));
    }

    private static String asked(String app) {
        return "{\"owner\":{\"app\":\"" + app + "\"}}";
    }

    private void asks(int member, String app) {
        entries.add(entry(member).setEnrichments(asked(app)).build());
    }

    private void answer(int member, String enrichment, boolean available, String text, long askedAt) {
        entries.add(entry(member)
                .setAnswer(AnswerEntry.newBuilder()
                        .setEnrichment(enrichment)
                        .setQuestion("q" + member)
                        .setStatus(available ? "ANSWERED" : "UNAVAILABLE")
                        .setValue(available ? text : null)
                        .setReason(available ? null : text)
                        .setAskedAt(Instant.ofEpochMilli(askedAt))
                        .build())
                .build());
    }

    private static JournalEntry.Builder entry(int member) {
        return JournalEntry.newBuilder()
                .setEventId("e" + member)
                .setTimestamp(Instant.ofEpochMilli(member))
                .setKind("ArtifactAppliedEvent")
                .setObjectKind("Artifact")
                .setAppId("shop")
                .setName("web")
                .setUserId("ann")
                .setCorrelationId("c")
                .setExecutionId("x")
                .setRegion("eu")
                .setTopic("dsel.events.ArtifactAppliedEvent")
                .setPartition(0)
                .setOffset(member)
                .setLogTime(Instant.EPOCH)
                .setBodyHash(1)
                .setAggregate(AGGREGATE.name())
                .setFormula(AGGREGATE.formula())
                .setInputs("{}");
    }
}
