package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import io.dsel.kind.Action;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is declared together: which takes what, and that none is made of itself. */
class AggregatesTest {

    @Test
    void thoseThatComeWithDselCanBeCompiledAndTakeWhatTheyAreOf() {
        Aggregates.BUILT_IN.all().forEach(Aggregate::compiled);
        assertEquals(
                List.of("AppActivityDailyAggregate", "EntityActivityAggregate", "ExecutionStatusAggregate"),
                taking(Aggregates.BUILT_IN, new EventKind("Artifact", "Applied")));
        assertEquals(List.of(), taking(Aggregates.BUILT_IN, new EventKind("AppActivityDailyAggregate", "")));
    }

    @Test
    void thoseThatComeWithDselHaveAValueForEachMeasure() {
        Event deployed = Samples.deployment("Deployed", "2026-03-01T23:30:00Z", """
                {"artifact":{"name":"app","version":"1.2"},"environment":"prod"}""");
        Action.Step step = new Action.Step("Deployed", Optional.of("DEPLOYED"), Action.PhaseStatus.RUNNING);
        for (Aggregate aggregate : Aggregates.BUILT_IN.all()) {
            if (aggregate.manifest().fold().isEmpty()) {
                Aggregate.Note note =
                        aggregate.note(deployed, Optional.of(step)).getFirst();
                assertEquals(
                        aggregate.manifest().measures().stream()
                                .map(Measure::name)
                                .toList(),
                        List.copyOf(note.inputs().propertyNames()));
                assertEquals("shop", note.appId());
            }
        }
    }

    @Test
    void oneTakesThePlaceOfThatOfItsNameUntilItIsTakenAway() {
        Aggregate other = Samples.counting("EntityActivityAggregate", "XAppliedEvent");
        Aggregates with = Aggregates.BUILT_IN.with(other);
        assertEquals(Optional.of(other), with.find("EntityActivityAggregate"));
        assertEquals(List.of(), taking(with, new EventKind("EntityActivityAggregate", "")));
        assertEquals(
                Aggregates.BUILT_IN.find("EntityActivityAggregate"),
                with.without("EntityActivityAggregate").find("EntityActivityAggregate"));
        Aggregates more = Aggregates.BUILT_IN.with(Samples.counting("MoreAggregate", "*Event"));
        assertEquals(Optional.empty(), more.without("MoreAggregate").find("MoreAggregate"));
    }

    @Test
    void noneLeadsBackToItself() {
        Aggregates two = Aggregates.BUILT_IN
                .with(Samples.counting("OneAggregate", "*Event"))
                .with(Samples.counting("TwoAggregate", "One*Aggregate"));
        two.with(Samples.counting("ThreeAggregate", "TwoAggregate", "OneAggregate"));
        assertEquals(
                "lead back to itself: OneAggregate takes ThreeAggregate takes TwoAggregate takes OneAggregate; take fewer kinds",
                assertThrows(InvalidEventException.class, () -> two.with(
                                        Samples.counting("ThreeAggregate", "TwoAggregate"))
                                .with(Samples.counting("OneAggregate", "Three*Aggregate")))
                        .problem());
        assertEquals(
                "lead back to itself: ThreeAggregate takes ThreeAggregate; take fewer kinds",
                assertThrows(
                                InvalidEventException.class,
                                () -> two.with(Samples.counting("ThreeAggregate", "*Aggregate")))
                        .problem());
    }

    @Test
    void whereTwoWouldLeadBackTheFirstStands() {
        Aggregates together = Aggregates.BUILT_IN.withAllThatFit(List.of(
                AggregateVersions.of(Samples.counting("OneAggregate", "TwoAggregate")),
                AggregateVersions.of(Samples.counting("TwoAggregate", "OneAggregate"))));
        assertTrue(together.find("OneAggregate").isPresent());
        assertTrue(together.find("TwoAggregate").isEmpty());
    }

    /** Convergence: what is declared depends on the set of events, not on how they come. */
    @Test
    void anyOrderAndAnyDoublesDeclareTheSame() {
        List<Event> events = List.of(
                applied("OneAggregate", 1, "XAppliedEvent"),
                applied("OneAggregate", 5, "TwoAggregate"),
                applied("TwoAggregate", 6, "OneAggregate"),
                applied("ThreeAggregate", 2, "*Event"),
                deleted("ThreeAggregate", 3),
                applied("EntityActivityAggregate", 4, "XAppliedEvent"));
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        for (int i = 0; i < 20; i++) {
            List<Event> some = new ArrayList<>(events);
            some.add(events.get(random.nextInt(events.size())));
            Collections.shuffle(some, random);
            AggregatesFold fold = new AggregatesFold();
            some.forEach(fold::accept);
            assertEquals(
                    List.of(
                            "AppActivityDailyAggregate",
                            "ArtifactUsageAggregate",
                            "DeploymentOverviewAggregate",
                            "EntityActivityAggregate",
                            "ExecutionStatusAggregate",
                            "OneAggregate"),
                    fold.aggregates().all().stream().map(Aggregate::name).toList());
            assertEquals(
                    List.of("TwoAggregate", "XAppliedEvent"),
                    fold.aggregates().all().stream()
                            .flatMap(it -> it.manifest().sources().getFirst().kinds().stream())
                            .filter(it -> !it.equals("*Event") && !it.startsWith("Deployment"))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void whatCannotBeCompiledDeclaresNothing() {
        AggregatesFold fold = new AggregatesFold();
        Event bad = event("Applied", "OneAggregate", 1, """
                {"owner":"o","sources":[{"kinds":["XAppliedEvent"]}],"group":{"key":"meta."},
                 "measures":[{"name":"events","count":{}}]}""");
        assertThrows(InvalidEventException.class, () -> fold.accept(bad));
        assertEquals(Aggregates.BUILT_IN, fold.aggregates());
    }

    private static Event applied(String name, int second, String kinds) {
        return event("Applied", name, second, """
                {"owner":"o","sources":[{"kinds":["%s"]}],"group":{"key":"meta.name"},
                 "measures":[{"name":"events","count":{}}]}""".formatted(kinds));
    }

    private static Event deleted(String name, int second) {
        return event("Deleted", name, second, "{}");
    }

    private static Event event(String action, String name, int second, String spec) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"Aggregate%1$sEvent",
                 "meta":{"eventId":"%2$s-%3$d","timestamp":"2026-01-15T10:30:%3$02dZ","userId":"u","correlationId":"c",
                         "executionId":"x","name":"%2$s","appId":"dsel","region":"default","labels":{}},
                 "spec":{"aggregate":{"apiVersion":"v1alpha1","kind":"Aggregate","meta":{"name":"%2$s","appId":"dsel"},
                                      "spec":%4$s}}}
                """.formatted(action, name, second, spec)));
    }

    @ParameterizedTest
    @CsvSource({
        "*Event, AAppliedEvent, true",
        "*Event, EventAggregate, false",
        "AAppliedEvent, AAppliedEvent, true",
        "A*Event, AEvent, true",
        "A*p*Event, AAppliedEvent, true",
        "A*q*Event, AAppliedEvent, false",
        "**Event, AAppliedEvent, true",
        "A*Event, AEventEvent, true",
        "AppliedEvent, AAppliedEvent, false",
    })
    void starsStandForAnyCharacters(String pattern, String name, boolean matches) {
        assertEquals(matches, NamePattern.matches(pattern, name));
    }

    @Test
    void manyStarsAreNoBurden() {
        String pattern = "*a".repeat(47) + "Event";
        String name = "a".repeat(46) + "b".repeat(40) + "Event";
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> NamePattern.matches(pattern, name));
    }

    private static List<String> taking(Aggregates aggregates, EventKind kind) {
        return aggregates.taking(kind).stream().map(Aggregate::name).toList();
    }
}
