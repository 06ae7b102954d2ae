package io.dsel.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.cli.demo.Day.Story;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class DayTest {
    private static final Instant END = Instant.parse("2026-01-15T12:00:00Z");

    @Test
    void theSameSeedAndEndMakeTheSameDay() {
        assertEquals(Day.of(7, END), Day.of(7, END));
        assertNotEquals(Day.of(7, END).events(), Day.of(8, END).events());
    }

    @Test
    void anotherDayIsMadeOfOtherEvents() {
        Set<String> first = ids(Day.of(7, END));
        first.retainAll(ids(Day.of(7, END.plusSeconds(1))));
        assertEquals(Set.of(), first);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 7, 42, 99, 12345})
    void aDayIsWholeWhateverTheSeed(long seed) {
        Story story = Day.of(seed, END);
        List<Event> events = story.events().stream().map(DayTest::read).toList();
        assertTrue(events.size() >= 200 && events.size() <= 600, events.size() + " events");
        assertEquals(events.size(), ids(story).size());
        assertEquals(
                events.stream().map(event -> event.meta().timestamp()).sorted().toList(),
                events.stream().map(event -> event.meta().timestamp()).toList());
        assertFalse(events.getFirst().meta().timestamp().isBefore(END.minus(Day.LENGTH)));
        assertFalse(events.getLast().meta().timestamp().isAfter(END));
        assertTrue(kinds(events)
                .containsAll(Set.of(
                        "ArtifactAppliedEvent",
                        "ArtifactValidatedEvent",
                        "ConfigAppliedEvent",
                        "DeploymentValidatedEvent",
                        "DeploymentApplyEvent",
                        "DeploymentAppliedEvent",
                        "DeploymentDeployedEvent",
                        "DeploymentStatusChangedEvent",
                        "DeploymentCompletedEvent",
                        "DeploymentFailedEvent")));
        assertTrue(
                events.stream()
                        .anyMatch(event -> event.meta()
                                        .executionId()
                                        .equals(story.failure().run())
                                && event.kind().action().equals("Failed")
                                && event.spec().path("error").asString().contains("out of memory")),
                "the failure of the tour");
    }

    @Test
    void everyOutcomeNamesWhatLedToIt() {
        Set<String> known = new TreeSet<>();
        for (ObjectNode event : Day.of(7, END).events()) {
            String cause = event.at("/meta/causationId").asString("");
            assertTrue(cause.isEmpty() || known.contains(cause), cause);
            known.add(event.at("/meta/eventId").asString());
        }
    }

    private static Event read(ObjectNode document) {
        ObjectNode complete = document.deepCopy();
        ((ObjectNode) complete.get("meta")).put("region", "local");
        return EventJson.read(complete);
    }

    private static Set<String> kinds(List<Event> events) {
        return events.stream().map(Event::kind).map(EventKind::name).collect(Collectors.toSet());
    }

    private static Set<String> ids(Story story) {
        return story.events().stream()
                .map(event -> event.at("/meta/eventId").asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
