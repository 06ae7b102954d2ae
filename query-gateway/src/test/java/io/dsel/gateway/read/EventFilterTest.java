package io.dsel.gateway.read;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EventFilterTest {
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Instant KNOWN = Instant.parse("2026-01-15T12:00:05Z");
    private static final Event EVENT = EventJson.read(Json.parse("""
            {"apiVersion":"v1alpha1","kind":"NoteAppliedEvent",
             "meta":{"eventId":"e1","timestamp":"2026-01-15T12:00:00Z","userId":"ada","correlationId":"c",
                     "executionId":"run","name":"n","appId":"a","region":"test"},
             "spec":{"note":{"kind":"Note"}}}
            """));

    @Test
    void noneMeansAny() {
        assertTrue(EventFilter.ALL.admits(EVENT, KNOWN));
    }

    @Test
    void valuesAreAlternativesAndFieldsMustAllHold() {
        assertTrue(of(List.of("Note", "Memo"), List.of("bob", "ada")).admits(EVENT, KNOWN));
        assertTrue(of(List.of("NoteAppliedEvent"), List.of()).admits(EVENT, KNOWN));
        assertFalse(of(List.of("Note"), List.of("bob")).admits(EVENT, KNOWN));
        assertFalse(of(List.of("NoteDeletedEvent"), List.of("ada")).admits(EVENT, KNOWN));
        assertTrue(EventFilter.ofExecution("run").admits(EVENT, KNOWN));
        assertFalse(EventFilter.ofExecution("other").admits(EVENT, KNOWN));
    }

    @Test
    void aRangeOfEventTimeHasItsBeginningAndNotItsEnd() {
        assertTrue(within(NOON, null).isWithin(NOON));
        assertFalse(within(null, NOON).isWithin(NOON));
        assertFalse(within(NOON.plusMillis(1), null).isWithin(NOON));
        assertTrue(within(null, NOON.plusMillis(1)).isWithin(NOON));
    }

    @Test
    void whatTheLogTookLaterWasNotKnown() {
        EventFilter filter = new EventFilter(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(KNOWN));
        assertTrue(filter.admits(EVENT, KNOWN));
        assertFalse(filter.admits(EVENT, KNOWN.plusMillis(1)));
    }

    private static EventFilter of(List<String> kinds, List<String> users) {
        return new EventFilter(
                kinds,
                users,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static EventFilter within(Instant from, Instant to) {
        return new EventFilter(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.ofNullable(from),
                Optional.ofNullable(to),
                Optional.empty());
    }
}
