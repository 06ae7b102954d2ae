package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregates;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When a group is told of. */
class EmissionTest {
    private static final String NAME = "TriedAggregate";
    private static final Instant NOON = Samples.NOON;

    private final List<Driver> drivers = new ArrayList<>();
    private int events;

    @AfterEach
    void close() {
        drivers.forEach(Driver::close);
    }

    @Test
    void everySoManyEventsOfAGroup() {
        Driver driver = driver("{every: 3}", "");
        for (int i = 0; i < 7; i++) {
            send(driver, "Applied", "a", NOON);
            send(driver, "Applied", "b" + i, NOON);
        }
        assertEquals(List.of("a 3", "a 6"), told(driver));
    }

    @Test
    void onceInABucketOfEventTime() {
        Driver driver = driver("{seconds: 60}", "");
        for (int second : List.of(1, 59, 60, 61, 200, 62)) {
            send(driver, "Applied", "a", NOON.plusSeconds(second));
        }
        assertEquals(List.of("a 1", "a 3", "a 5"), told(driver));
    }

    @Test
    void whenThePhaseChanges() {
        Driver driver = driver("{when: phase}", "");
        for (String action : List.of("Polished", "Apply", "Apply", "Applied", "Polished", "Applied", "Failed")) {
            send(driver, action, "a", NOON.plusSeconds(events));
        }
        assertEquals(List.of("a 2", "a 4", "a 7"), told(driver));
    }

    @Test
    void atThePeriodsEndInTheOrderOfTheEndsAndThenOfTheGroups() {
        Driver driver = driver("{when: period}", "period: {unit: hour, zone: Europe/Berlin}");
        send(driver, "Applied", "b", NOON.plusSeconds(10));
        send(driver, "Applied", "a", NOON.plusSeconds(20));
        send(driver, "Applied", "b", NOON.plusSeconds(30));
        send(driver, "Applied", "c", NOON.minusSeconds(30));
        assertEquals(List.of("c@2026-01-15T12 1"), told(driver), "its hour has ended already");
        send(driver, "Applied", "c", NOON.plus(Duration.ofHours(2)));
        assertEquals(List.of("a@2026-01-15T13 1", "b@2026-01-15T13 2"), told(driver));
    }

    @Test
    void aPeriodsAggregateNamesItAndWhatBroughtItAbout() {
        Driver driver = driver("{when: period}", "period: {unit: day}");
        send(driver, "Applied", "a", NOON);
        Event next = send(driver, "Applied", "z", NOON.plus(Duration.ofHours(12)));
        Event told = driver.made(NAME).getFirst();
        assertEquals("""
                {"app":"_","key":"a","period":{"start":"2026-01-15T00:00:00.000Z","end":"2026-01-16T00:00:00.000Z"}}""", told.spec().get("group").toString());
        assertEquals(next.meta().eventId(), told.meta().causationId());
        assertEquals(next.meta().timestamp(), told.meta().timestamp());
        assertEquals("a@2026-01-15", told.meta().name());
    }

    @Test
    void whatComesAfterThePeriodsEndIsACorrectionAtOnce() {
        Driver driver = driver("{when: period}", "period: {unit: day}");
        send(driver, "Applied", "a", NOON);
        send(driver, "Applied", "b", NOON.plus(Duration.ofDays(1)));
        assertEquals(List.of("a@2026-01-15 1"), told(driver));
        Event late = send(driver, "Applied", "a", NOON.plusSeconds(1));
        List<Event> corrections = driver.made(NAME);
        assertEquals(1, corrections.size());
        assertEquals(2, corrections.getFirst().spec().at("/measures/events").intValue());
        assertEquals(late.meta().eventId(), corrections.getFirst().meta().causationId());
        assertTrue(corrections.getFirst().meta().timestamp().isAfter(NOON.plus(Duration.ofDays(1))), "after the first");
    }

    @Test
    void anEventFromTheFutureEndsNoPeriodThatGoesOn() {
        Driver driver = driver("{when: period}", "period: {unit: day}");
        send(driver, "Applied", "a", Driver.LOG_TIME);
        send(driver, "Applied", "b", Driver.LOG_TIME.plus(Duration.ofDays(4_000)));
        assertEquals(List.of(), told(driver), "the log has not come that far");
    }

    @Test
    void convergenceAReplayOfTheJournalEndsThePeriodsWithTheSameEvents() {
        Driver driver = driver("{when: period}", "period: {unit: day}");
        for (int day : List.of(0, 0, 1, 3, 2, 0, 9)) {
            send(driver, "Applied", "g" + day, NOON.plus(Duration.ofDays(day)));
        }
        Driver again = driver("{when: period}", "period: {unit: day}");
        again.replay(driver.journaled());
        List<Event> expected = driver.made(NAME);
        assertEquals(expected, again.made(NAME));
        assertEquals(5, expected.size());
    }

    private Driver driver(String emit, String period) {
        Aggregates declared = Aggregates.BUILT_IN.with(Declarations.aggregate(NAME, """
                sources: [{kinds: ["*Event"]}]
                group: {key: meta.name}
                measures: [{name: events, count: {}}]
                emit: %s
                %s
                """.formatted(emit, period)));
        Driver driver = new Driver(() -> declared);
        drivers.add(driver);
        return driver;
    }

    private Event send(Driver driver, String action, String name, Instant time) {
        String id = "e%03d".formatted(events++);
        EventMeta meta = new EventMeta(id, time, "alice", "req", null, "exec-1", name, "09287", "eu", Map.of());
        Event event = new Event(
                "v1", new EventKind("Thing", action), meta, Json.parseObject("{\"thing\": {\"kind\": \"Thing\"}}"));
        driver.send(event);
        return event;
    }

    /** Groups and how many events they had. */
    private static List<String> told(Driver driver) {
        return driver.made(NAME).stream()
                .map(event -> event.meta().name() + " "
                        + event.spec().at("/measures/events").intValue())
                .toList();
    }
}
