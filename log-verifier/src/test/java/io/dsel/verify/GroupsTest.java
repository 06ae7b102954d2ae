package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.verify.GroupFact.Aggregated;
import io.dsel.verify.GroupFact.Change;
import io.dsel.verify.GroupFact.End;
import io.dsel.verify.GroupFact.Part;
import io.dsel.verify.sort.ExternalSort;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What groups add up to is held against the latest aggregate of each, of the events that it can be of. */
class GroupsTest {
    private static final String EACH = "EachAggregate/shop/web";
    private static final String LATEST = "LatestAggregate/shop/web";
    private static final String CALM = "CalmAggregate/shop/web";
    private static final String THIRD = "ThirdAggregate/shop/web";
    private static final String DAY = "DayAggregate/shop/web%402026-01-15";
    private static final long NOON = Instant.parse("2026-01-15T12:00:00Z").toEpochMilli();
    private static final long MIDNIGHT = Instant.parse("2026-01-16T00:00:00Z").toEpochMilli();

    private final Recomputed recomputed = Samples.recomputed(
            Samples.aggregate("EachAggregate", "", ""),
            Samples.ofLatest("LatestAggregate", ""),
            Samples.ofLatest("CalmAggregate", ", emit: {every: 3}"),
            Samples.aggregate("ThirdAggregate", "", "emit: {every: 3}"),
            Samples.aggregate("DayAggregate", "period: {unit: day},", "emit: {when: period}"));

    private final Told told = new Told();
    private final Findings findings = new Findings(told, 100);
    private long time = -1;

    /** What the log has at the place of the greatest aggregate. */
    private JsonNode saidLast;

    @TempDir
    private Path folder;

    @Test
    void anAggregateOfAllEventsIsRightInAnyOrderOfTheLog() {
        for (int seed = 0; seed < 10; seed++) {
            List<GroupFact> facts = parts(EACH, 4);
            facts.addAll(aggregates(EACH, 4, said(4, "e0", "e3", 3, 4)));
            assertEquals(new Tally(Tier.LOG, Subject.GROUP, 1, 0, 0, 0, 0), check(seed, facts), "seed " + seed);
        }
        assertEquals(List.of(), told.lines);
    }

    @Test
    void ofTwoBodiesTheSmallerHashCountsAndACopyCountsOnce() {
        List<GroupFact> facts = parts(EACH, 4);
        facts.add(part(EACH, 3, 1, 3, false)); // a copy
        facts.add(part(EACH, 3, 2, 99, false));
        facts.addAll(aggregates(EACH, 5, said(4, "e0", "e3", 3, 5)));
        assertEquals(0, check(1, facts).different(), told.lines.toString());
    }

    @Test
    void whatIsWrongIsNamed() {
        List<GroupFact> facts = parts(EACH, 4);
        facts.addAll(aggregates(EACH, 6, said(3, "e0", "e3", 3, 7)));
        check(1, facts);
        assertEquals(
                List.of(
                        "different " + EACH + " a5 eventStream.sequence: 4 / 7",
                        "different " + EACH + " a5 (aggregates): 4, one for each event / 6",
                        "different " + EACH + " a5 eventStream.totalEvents: 4 / 3"),
                told.lines);
    }

    @Test
    void someThatWereToldTogetherAreNoFaultOfADeclaredAggregate() {
        List<GroupFact> facts = parts(EACH, 4);
        facts.addAll(aggregates(EACH, 2, said(4, "e0", "e3", 3, 4)));
        assertEquals(0, check(1, facts).different(), told.lines.toString());
    }

    @Test
    void aggregatesWithoutEventsAndEventsWithoutAggregatesAreNamed() {
        check(1, parts(EACH, 4));
        check(1, aggregates(EACH, 1, said(4, "e0", "e3", 3, 4)));
        assertEquals(
                List.of(
                        "missing " + EACH + "  : an aggregate of 4 events / ",
                        "extra " + EACH + " a0 :  / an aggregate of no event"),
                told.lines);
    }

    @Test
    void aGroupThatGotAnEventMeanwhileIsLeftOut() {
        List<GroupFact> facts = parts(EACH, 4);
        facts.add(part(EACH, 4, 1, 4, true));
        facts.addAll(aggregates(EACH, 4, said(4, "e0", "e3", 3, 4)));
        assertEquals(new Tally(Tier.LOG, Subject.GROUP, 0, 0, 0, 0, 1), check(1, facts));
    }

    @Test
    void whatIsToldAtTimesIsOfTheEventsThatTheGroupKnewThen() {
        List<GroupFact> facts = parts(THIRD, 5);
        facts.addAll(changes(THIRD, 4, 0, 2, 1, 3)); // the fifth event came first
        facts.addAll(aggregates(THIRD, 1, said(3, "e0", "e4", 4, 3)));
        assertEquals(new Tally(Tier.LOG, Subject.GROUP, 1, 0, 0, 0, 0), check(1, facts), told.lines.toString());

        facts.removeLast();
        facts.addAll(aggregates(THIRD, 1, said(3, "e0", "e2", 2, 3)));
        check(1, facts);
        assertEquals(
                List.of(
                        "different " + THIRD + " a0 eventStream.lastEventId: e4 / e2",
                        "different " + THIRD + " a0 measures.most: 4 / 2"),
                told.lines);
    }

    @Test
    void itMayNotYetBeToldAndIsToldAtTheRightTimesOnly() {
        List<GroupFact> facts = parts(THIRD, 2);
        facts.addAll(changes(THIRD, 0, 1));
        assertEquals(1, check(1, facts).leftOut());
        facts.addAll(aggregates(THIRD, 1, said(2, "e0", "e1", 1, 2)));
        check(1, facts);
        facts.removeLast();
        facts.addAll(aggregates(THIRD, 1, said(2, "e0", "e1", 1, 6)));
        check(1, facts);
        assertEquals(
                List.of(
                        "different " + THIRD + " a0 eventStream.sequence: a multiple of 3 / 2",
                        "different " + THIRD + " a0 eventStream.sequence: 1 to 2 / 6"),
                told.lines);
    }

    @Test
    void whereTheLatestEventOfAnObjectCountsThoseThatLeftDoNot() {
        List<GroupFact> facts = parts(LATEST, 2);
        facts.add(left(LATEST, 7, false));
        facts.addAll(aggregates(LATEST, 5, said(2, "e0", "e1", 1, 5)));
        assertEquals(new Tally(Tier.LOG, Subject.GROUP, 1, 0, 0, 0, 0), check(1, facts), told.lines.toString());

        facts.add(left(LATEST, 8, true));
        assertEquals(1, check(1, facts).leftOut());
        facts.removeLast();
        facts.removeIf(Aggregated.class::isInstance);
        facts.addAll(aggregates(LATEST, 1, said(3, "e0", "e1", 1, 1)));
        check(1, facts);
        assertEquals(
                List.of(
                        "different " + LATEST + " a0 eventStream.sequence: 2 or more / 1",
                        "different " + LATEST + " a0 eventStream.totalEvents: 2 / 3"),
                told.lines);
    }

    @Test
    void aGroupThatAllHaveLeftSaysSo() {
        List<GroupFact> facts = new ArrayList<>(List.of(left(LATEST, 1, false)));
        assertEquals(new Tally(Tier.LOG, Subject.GROUP, 0, 0, 0, 0, 0), check(1, facts), "who left may have come late");
        facts.addAll(aggregates(LATEST, 2, empty(2)));
        assertEquals(new Tally(Tier.LOG, Subject.GROUP, 1, 0, 0, 0, 0), check(1, facts), told.lines.toString());

        facts.removeIf(Aggregated.class::isInstance);
        facts.addAll(aggregates(LATEST, 1, said(1, "e1", "e1", 1, 1)));
        check(1, facts);
        assertTrue(
                told.lines.contains("different " + LATEST + " a0 eventStream.totalEvents: 0 / 1"),
                told.lines.toString());
        assertEquals(1, check(1, aggregates(LATEST, 2, empty(2))).extra(), "nothing was ever in it");
    }

    /** The events 0 and 1, then 2 in place of 0: told of 1 and 2. Then 3 in place of 1. */
    @Test
    void whatIsToldAtTimesIsOfTheObjectsThatTheGroupHadThen() {
        List<GroupFact> facts = new ArrayList<>(List.of(
                left(CALM, 0, false), left(CALM, 1, false), part(CALM, 2, 1, 2, false), part(CALM, 3, 1, 3, false)));
        facts.addAll(changes(CALM, 0, 1, 2, 3));
        facts.add(new End(CALM, order(0), 3, false));
        facts.add(new End(CALM, order(1), 4, false));
        facts.addAll(aggregates(CALM, 1, said(2, "e1", "e2", 2, 3)));
        assertEquals(new Tally(Tier.LOG, Subject.GROUP, 1, 0, 0, 0, 0), check(1, facts), told.lines.toString());

        facts.removeLast();
        facts.addAll(aggregates(CALM, 1, said(2, "e0", "e2", 2, 3)));
        check(1, facts);
        facts.removeIf(fact -> fact instanceof End end && end.order().equals(order(1)));
        check(1, facts);
        assertEquals(
                List.of(
                        "different " + CALM + " a0 eventStream.firstEventId: e1 / e0",
                        "different " + CALM + " a0 (journal): 2 events / 0 of them not noted, and 1 others noted",
                        "different " + CALM + " a0 eventStream.firstEventId: e1 / e0"),
                told.lines);
    }

    @Test
    void theJournalHasJustTheEventsOfTheGroup() {
        List<GroupFact> facts = parts(THIRD, 4);
        facts.addAll(changes(THIRD, 0, 1, 2, 5));
        facts.addAll(aggregates(THIRD, 1, said(3, "e0", "e2", 2, 3)));
        check(1, facts);
        assertEquals(
                List.of("different " + THIRD + " a0 (journal): 4 events / 1 of them not noted, and 1 others noted"),
                told.lines);
    }

    @Test
    void whenAPeriodHasEndedAllOfItMustHaveBeenTold() {
        List<GroupFact> facts = parts(DAY, 2);
        facts.addAll(changes(DAY, 1, 0));
        time = MIDNIGHT - 1;
        assertEquals(1, check(1, facts).leftOut());
        time = MIDNIGHT;
        assertEquals(1, check(1, facts).missing());
        ObjectNode one = said(1, "e1", "e1", 1, 1);
        ((ObjectNode) one.get("group"))
                .putObject("period")
                .put("start", "2026-01-15T00:00:00.000Z")
                .put("end", "2026-01-16T00:00:00.000Z");
        facts.addAll(aggregates(DAY, 1, one));
        check(1, facts);
        assertEquals(
                List.of(
                        "missing " + DAY + "  : an aggregate of 2 events / ",
                        "different " + DAY + " a0 eventStream.sequence: 2, because the period has ended / 1"),
                told.lines);
    }

    private Tally check(int seed, List<GroupFact> facts) {
        List<GroupFact> shuffled = new ArrayList<>(facts);
        Collections.shuffle(shuffled, new Random(seed));
        Findings.Count count = findings.count(Tier.LOG, Subject.GROUP);
        try (ExternalSort<GroupFact> sort =
                new ExternalSort<>(folder, "facts", new GroupForm(), GroupFact.ORDER, 1_000)) {
            shuffled.forEach(sort::add);
            new Groups(
                            count,
                            recomputed,
                            (Aggregate aggregate, Integer partition) -> time,
                            position ->
                                    Optional.of(Json.MAPPER.createObjectNode().set("spec", saidLast)))
                    .check(sort.sorted(), (aggregate, group) -> {});
        }
        count.end();
        return findings.tallies().getLast();
    }

    private static List<GroupFact> parts(String group, int many) {
        List<GroupFact> parts = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            parts.add(part(group, i, 1, i, false));
        }
        return parts;
    }

    private static Part part(String group, int number, long bodyHash, int value, boolean late) {
        return new Part(group, order(number), bodyHash, late, false, "{\"most\": " + value + "}", "{}", "{}");
    }

    /** Of an object that has a later event. */
    private static Part left(String group, int number, boolean late) {
        return new Part(group, order(number), 1, late, true, "{\"most\": " + number + "}", "{}", "{}");
    }

    /** In that order. */
    private static List<GroupFact> changes(String group, int... numbers) {
        List<GroupFact> changes = new ArrayList<>();
        for (int number : numbers) {
            changes.add(new Change(group, order(number), 1, changes.size() + 1, 2, false));
        }
        return changes;
    }

    private static EventOrder order(int number) {
        return new EventOrder(NOON + number, "e" + number);
    }

    /** As many, the greatest of which says this. */
    private List<GroupFact> aggregates(String group, int many, ObjectNode said) {
        saidLast = said;
        List<GroupFact> aggregates = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            JsonNode spec = i == many - 1 ? said : Json.MAPPER.createObjectNode();
            aggregates.add(new Aggregated(
                    group,
                    new EventOrder(NOON + i, "a" + i),
                    1,
                    GroupSections.sequence(spec),
                    Content.of(GroupSections.of(spec)),
                    "{}",
                    "{}",
                    new LogPosition("dsel.aggregates.EachAggregate", 0, i)));
        }
        return aggregates;
    }

    private static ObjectNode empty(int sequence) {
        return (ObjectNode) Yaml.parse("""
                group: {app: shop, key: web}
                eventStream: {totalEvents: 0, sequence: %d}
                measures: {}
                truncated: []
                missing: {}
                """.formatted(sequence));
    }

    private static ObjectNode said(int events, String first, String last, int most, int sequence) {
        return (ObjectNode) Yaml.parse("""
                formula: whatever
                group: {app: shop, key: web}
                eventStream: {totalEvents: %d, firstEventId: %s, lastEventId: %s, sequence: %d}
                measures: {most: %d}
                truncated: []
                missing: {}
                """.formatted(events, first, last, sequence, most));
    }
}
