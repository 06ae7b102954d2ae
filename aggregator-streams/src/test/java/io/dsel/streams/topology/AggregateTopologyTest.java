package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.event.Event;
import io.dsel.events.JournalEntry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What is declared is made, of the events that come while it is declared. */
class AggregateTopologyTest {
    private static final String NAME = "ArtifactActionsAggregate";
    private static final Aggregate ACTIONS = Declarations.aggregate(NAME, """
            sources: [{kinds: ["Artifact*Event"], where: "object.spec.version != 'none'"}]
            group: {app: meta.appId, key: "[meta.name, 'all']"}
            measures:
              - {name: actions, count: {by: action}}
              - {name: users, distinct: {value: meta.userId}}
              - {name: sizes, sum: {value: object.spec.size}}
            """);
    private static final Set<String> OF_DEPLOYMENTS = Set.of("ArtifactUsageAggregate", "DeploymentOverviewAggregate");
    private static final List<Event> EVENTS = List.of(
            Samples.artifact("Apply", "vpc", "e1", 1, "1"),
            Samples.artifact("Applied", "vpc", "e2", 2, "1"),
            Samples.artifact("Apply", "web", "e0", 0, "3"),
            Samples.artifact("Applied", "web", "e9", 9, "none"));

    /** What is declared now. */
    private Aggregates declared = Aggregates.BUILT_IN.with(ACTIONS);

    private final Driver driver = new Driver(() -> declared);

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anAggregateSaysWhatItIsOfAndWhatItCouldNotTell() {
        EVENTS.forEach(driver::send);

        List<Event> made = driver.made(NAME);
        Event last = made.getLast();
        assertEquals("ArtifactActionsAggregate/09287/web", last.entity().text());
        assertEquals("e0", last.meta().causationId());
        assertEquals("req-e0", last.meta().correlationId());
        assertEquals("exec-1", last.meta().executionId());
        Event all = lastOf(made, "all");
        assertEquals("""
                {"formula":"%s","group":{"app":"09287","key":"all"},\
                "eventStream":{"sequence":3,"totalEvents":3,"firstEventId":"e0","lastEventId":"e2"},\
                "measures":{"actions":{"Applied":1,"Apply":2},"users":{"count":1,"values":["alice"]},"sizes":0},\
                "truncated":[],"missing":{"sizes":3}}""".formatted(ACTIONS.formula()), all.spec().toString());
        assertEquals(
                3,
                made.stream().filter(event -> event.meta().name().equals("all")).count(),
                "one for each event");
        assertEquals(
                made.size(),
                made.stream().map(event -> event.meta().eventId()).distinct().count());
    }

    @Test
    void isolationANewAggregateChangesNoOthers() {
        EVENTS.forEach(driver::send);
        try (Driver without = new Driver(() -> Aggregates.BUILT_IN)) {
            EVENTS.forEach(without::send);
            for (Aggregate builtIn : Aggregates.BUILT_IN.all()) {
                List<Event> expected = without.made(builtIn.name());
                assertEquals(expected, driver.made(builtIn.name()), builtIn.name());
                assertEquals(OF_DEPLOYMENTS.contains(builtIn.name()), expected.isEmpty(), builtIn.name());
            }
        }
    }

    @Test
    void convergenceTheSameJournalMakesTheSameAggregatesWithTheSameIds() {
        EVENTS.forEach(driver::send);
        try (Driver again = new Driver(() -> declared)) {
            again.replay(driver.journaled());
            declared.all()
                    .forEach(aggregate -> assertEquals(
                            driver.made(aggregate.name()), again.made(aggregate.name()), aggregate.name()));
        }
    }

    @Test
    void convergenceOfTwoBodiesTheSmallerCountsWhicheverCameFirst() {
        Event one = Samples.artifact("Apply", "vpc", "e1", 1, "1");
        Event other = new Event(
                one.apiVersion(),
                Samples.artifact("Applied", "vpc", "e1", 1, "1").kind(),
                one.meta(),
                one.spec());
        Stream.of(one, other).forEach(driver::send);
        try (Driver again = new Driver(() -> declared)) {
            Stream.of(other, one).forEach(again::send);
            List<Event> ones = driver.made(NAME);
            List<Event> others = again.made(NAME);
            JsonNode told = lastOf(ones, "all").spec();
            assertEquals(told.get("measures"), lastOf(others, "all").spec().get("measures"));
            assertEquals(1, told.at("/eventStream/totalEvents").intValue());
            for (List<Event> made : List.of(ones, others)) {
                assertEquals(
                        made.size(),
                        made.stream()
                                .map(event -> event.meta().eventId())
                                .distinct()
                                .count(),
                        "each correction is an event of its own");
            }
            assertNotEquals(ones.size(), others.size(), "one of the two came to know the smaller body late");
        }
    }

    @Test
    void aDeclarationCountsFromTheNextEventOnAndItsEndToo() {
        declared = Aggregates.BUILT_IN;
        driver.send(EVENTS.get(0));
        declared = declared.with(ACTIONS);
        driver.send(EVENTS.get(1));
        List<Event> made = driver.made(NAME);
        assertEquals(
                1, lastOf(made, "all").spec().at("/eventStream/totalEvents").intValue());
        declared = declared.without(NAME);
        driver.send(EVENTS.get(2));
        assertTrue(driver.made(NAME).isEmpty());
    }

    @Test
    void anotherFormulaHasMembersAndAStateOfItsOwn() {
        EVENTS.forEach(driver::send);
        declared = Aggregates.BUILT_IN.with(Declarations.aggregate(NAME, """
                sources: [{kinds: [ArtifactAppliedEvent]}]
                group: {app: meta.appId, key: "'all'"}
                measures: [{name: events, count: {}}]
                """));
        driver.made(NAME);
        driver.send(Samples.artifact("Applied", "vpc", "e10", 10, "1"));
        assertEquals(
                1, driver.made(NAME).getLast().spec().at("/measures/events").intValue());
    }

    @Test
    void anAggregateOfAnAggregate() {
        declared = declared.with(Declarations.aggregate("StatusesAggregate", """
                sources: [{kinds: [ExecutionStatusAggregate]}]
                group: {key: "'all'"}
                measures:
                  - {name: executions, distinct: {value: meta.name}}
                  - {name: phases, count: {by: object.summary.phase}}
                """));
        EVENTS.forEach(driver::send);
        Event last = driver.made("StatusesAggregate").getLast();
        assertEquals("""
                {"executions":{"count":1,"values":["exec-1"]},"phases":{"APPLIED":3,"APPLYING":1}}""", last.spec().get("measures").toString());
        assertEquals(
                last.meta().causationId(),
                driver.made("ExecutionStatusAggregate").getLast().meta().eventId());
    }

    /** Of two processes one has not heard of the manifest yet under which the other noted an event. */
    @Test
    void anEventThatIsNotedElsewhereBeforeTheManifestIsKnownHereIsCaughtUpWith() {
        EVENTS.forEach(driver::send);
        List<Map.Entry<String, JournalEntry>> journal = driver.journaled().stream()
                .filter(entry -> entry.getKey().startsWith(NAME))
                .toList();
        Aggregates[] known = {Aggregates.BUILT_IN};
        try (Driver late = new Driver(() -> known[0])) {
            late.replay(journal.subList(0, journal.size() - 1));
            assertTrue(late.made(NAME).isEmpty());
            known[0] = declared;
            late.replay(journal.subList(journal.size() - 1, journal.size()));

            List<Event> expected = driver.made(NAME);
            List<Event> made = late.made(NAME);
            for (String group : List.of("all", "vpc", "web")) {
                assertEquals(lastOf(expected, group).spec(), lastOf(made, group).spec(), group);
                assertEquals(
                        lastOf(expected, group).meta().eventId(),
                        lastOf(made, group).meta().eventId(),
                        group);
            }
            assertEquals(3, made.size());
        }
    }

    @Test
    void anAggregateWhoseFoldIsMissingHereIsNotMadeAndTheHealthSaysSo() {
        assertEquals("", driver.unmade.describe(declared));
        declared = declared.with(Declarations.aggregate("ForeignAggregate", """
                sources: [{kinds: ["*Event"]}]
                group: {key: meta.name}
                fold: {name: execution-status, version: "2"}
                """));
        EVENTS.forEach(driver::send);
        assertTrue(driver.made("ForeignAggregate").isEmpty());
        assertEquals(4, driver.made("ExecutionStatusAggregate").size(), "the others go on");
        String said = driver.unmade.describe(declared);
        assertTrue(said.contains("ForeignAggregate is not made") && said.contains("of version 2"), said);
    }

    /** A user's code may do what it likes: what does not need it goes on. */
    @ParameterizedTest
    @ValueSource(strings = {"inputs", "add", "state", "tell", "phase", "null", "link"})
    void anAggregateWhoseFoldFailsIsSetAsideAndAllElseGoesOn(String failure) {
        Aggregate fragile =
                Declarations.aggregate("FragileAggregate", """
                sources: [{kinds: ["*Event"]}]
                group: {key: meta.name}
                fold: {name: fragile, version: "1"}
                emit: {when: %s}
                """.formatted(failure.equals("phase") ? "phase" : "event"));
        declared = declared.with(fragile);
        driver.send(Samples.artifact("Applied", "web", "e1", 1, "1"));
        assertEquals(1, driver.made("FragileAggregate").size());
        assertEquals("", driver.unmade.describe(declared));
        driver.made(NAME);

        driver.send(Samples.artifact("Applied", "fails-" + failure, "e2", 2, "1"));
        driver.send(Samples.artifact("Applied", "web", "e3", 3, "1"));
        driver.send(Samples.artifact("Applied", "fails-" + failure, "e4", 4, "1"));

        assertTrue(driver.made("FragileAggregate").isEmpty());
        assertEquals(6, driver.made(NAME).size(), "the others go on");
        assertEquals(List.of("FragileAggregate"), driver.passedBy, "the log is told once");
        String said = driver.unmade.describe(declared);
        assertTrue(said.startsWith("FragileAggregate is not made: fold fragile of version 1 failed: "), said);
        assertTrue(said.contains("when the event e2 came; mend the fold and restart"), said);
    }

    @Test
    void aGroupWhosePeriodEndsWhileItsFoldFailsIsToldOfLater() {
        declared = declared.with(Declarations.aggregate("FragileDailyAggregate", """
                sources: [{kinds: ["ArtifactAppliedEvent"]}]
                group: {key: meta.name}
                period: {unit: hour}
                fold: {name: fragile, version: "1"}
                emit: {when: period}
                """));
        driver.send(Samples.artifact("Applied", "web", "e1", 1, "1"));
        driver.send(Samples.artifact("Applied", "fails-tell", "e2", 2, "1"));
        driver.send(Samples.artifact("Applied", "web", "e3", (int) TimeUnit.HOURS.toSeconds(2), "1"));

        assertEquals(List.of("FragileDailyAggregate"), driver.passedBy);
        List<String> told = driver.made("FragileDailyAggregate").stream()
                .map(event -> event.meta().name())
                .toList();
        assertTrue(told.size() == 1 && told.getFirst().startsWith("web@"), told.toString());
        String agenda = Driver.contents(driver.agenda()).keySet().toString();
        assertTrue(agenda.contains("/fails-tell%40"), agenda);
    }

    private static Event lastOf(List<Event> made, String group) {
        return made.stream()
                .filter(event -> event.meta().name().equals(group))
                .reduce((first, second) -> second)
                .orElseThrow();
    }
}
