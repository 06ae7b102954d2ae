package io.dsel.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Periods follow each other without a gap, whatever clocks do. */
class PeriodTest {

    @ParameterizedTest
    @CsvSource({
        "hour,  UTC,           2026-03-01T10:59:59.999Z, 2026-03-01T10, 2026-03-01T10:00:00Z, 2026-03-01T11:00:00Z",
        "day,   UTC,           2026-03-01T10:00:00Z, 2026-03-01, 2026-03-01T00:00:00Z, 2026-03-02T00:00:00Z",
        "day,   Europe/Berlin, 2026-03-01T23:00:00Z, 2026-03-02, 2026-03-01T23:00:00Z, 2026-03-02T23:00:00Z",
        "day,   Europe/Berlin, 2026-03-29T10:00:00Z, 2026-03-29, 2026-03-28T23:00:00Z, 2026-03-29T22:00:00Z",
        "day,   Europe/Berlin, 2026-10-25T10:00:00Z, 2026-10-25, 2026-10-24T22:00:00Z, 2026-10-25T23:00:00Z",
        "week,  UTC,           2026-03-01T10:00:00Z, 2026-W09, 2026-02-23T00:00:00Z, 2026-03-02T00:00:00Z",
        "week,  UTC,           2027-01-01T00:00:00Z, 2026-W53, 2026-12-28T00:00:00Z, 2027-01-04T00:00:00Z",
        "week,  UTC,           2024-12-30T00:00:00Z, 2025-W01, 2024-12-30T00:00:00Z, 2025-01-06T00:00:00Z",
        "month, Asia/Tokyo,    2026-02-28T15:00:00Z, 2026-03, 2026-02-28T15:00:00Z, 2026-03-31T15:00:00Z",
        // The hour that is shown twice is one of two hours.
        "hour,  Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-25T02, 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z",
        "hour,  Europe/Berlin, 2026-10-25T01:30:00Z, 2026-10-25T02, 2026-10-25T00:00:00Z, 2026-10-25T02:00:00Z",
        "hour,  Europe/Berlin, 2026-03-29T01:30:00Z, 2026-03-29T03, 2026-03-29T01:00:00Z, 2026-03-29T02:00:00Z",
        "hour,  Asia/Kolkata,  2026-03-01T10:15:00Z, 2026-03-01T15, 2026-03-01T09:30:00Z, 2026-03-01T10:30:00Z",
        // No midnight; and one that came twice.
        "day,   America/Sao_Paulo, 2018-11-04T12:00:00Z, 2018-11-04, 2018-11-04T03:00:00Z, 2018-11-05T02:00:00Z",
        "day,   America/St_Johns,  2006-10-29T02:45:00Z, 2006-10-29, 2006-10-29T02:30:00Z, 2006-10-30T03:30:00Z",
    })
    void aPeriodHasANameABeginningAndAnEnd(
            String unit, String zone, Instant instant, String name, Instant start, Instant end) {
        Period period = new Period(Period.Unit.valueOf(unit.toUpperCase(java.util.Locale.ROOT)), ZoneId.of(zone));
        assertEquals(
                List.of(name, start, end), List.of(period.name(instant), period.start(instant), period.end(instant)));
    }

    @Test
    void eachInstantIsInOnePeriod() {
        long seed = System.nanoTime();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<String> zones = List.of(
                "UTC",
                "Europe/Berlin",
                "America/St_Johns",
                "America/Sao_Paulo",
                "Australia/Lord_Howe",
                "Africa/Monrovia");
        for (int i = 0; i < 20_000; i++) {
            Period period = new Period(
                    Period.Unit.values()[random.nextInt(4)], ZoneId.of(zones.get(random.nextInt(zones.size()))));
            Instant instant = Instant.ofEpochSecond(random.nextLong(2_000_000_000L));
            Instant start = period.start(instant);
            Instant end = period.end(instant);
            String what = period + " at " + instant;
            assertTrue(!instant.isBefore(start) && instant.isBefore(end), what);
            for (Instant within : List.of(start, end.minusMillis(1))) {
                assertEquals(start, period.start(within), what);
                assertEquals(end, period.end(within), what);
                assertEquals(period.name(instant), period.name(within), what);
            }
            assertEquals(end, period.start(end), what);
            assertEquals(start, period.end(start.minus(Duration.ofMillis(1))), what);
        }
    }
}
