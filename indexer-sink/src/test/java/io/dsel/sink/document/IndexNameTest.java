package io.dsel.sink.document;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.Event;
import io.dsel.index.IndexSort;
import io.dsel.sink.TestEvents;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IndexNameTest {
    @ParameterizedTest
    @CsvSource({
        "2026-03-31T23:59:59.999Z, dsel-events-v1-2026.03",
        "2026-04-01T00:00:00Z, dsel-events-v1-2026.04",
        "1970-01-01T00:00:00Z, dsel-events-v1-1970.01",
        "2261-12-31T23:59:59Z, dsel-events-v1-2261.12",
        "2026-04-01T01:30:00+02:00, dsel-events-v1-2026.03"
    })
    void isTheMonthOfEventTimeInUtc(String time, String index) {
        Instant instant = java.time.OffsetDateTime.parse(time).toInstant();
        assertEquals(index, IndexName.of(TestEvents.applied("Thing", "t", "id", instant, "{}"), 1));
    }

    @Test
    void aggregatesLieApart() {
        Instant time = Instant.parse("2026-03-01T00:00:00Z");
        assertEquals("dsel-aggregates-v1-2026.03", IndexName.of(TestEvents.aggregate("exec", "id", time, "{}"), 1));
    }

    @Test
    void aNameSaysWhatItHolds() {
        Optional<YearMonth> march = Optional.of(YearMonth.of(2026, 3));
        assertEquals(Optional.of(new IndexName(IndexSort.EVENTS, 1, march)), IndexName.parse("dsel-events-v1-2026.03"));
        assertEquals(
                Optional.of(new IndexName(IndexSort.AGGREGATES, 12, march)),
                IndexName.parse("dsel-aggregates-v12-2026.03"));
        assertEquals(
                Optional.of(new IndexName(IndexSort.HEADS, 2, Optional.empty())), IndexName.parse("dsel-heads-v2"));
    }

    @Test
    void eachGenerationHasIndicesOfItsOwn() {
        Event event = TestEvents.applied("Thing", "t", "id", Instant.parse("2026-11-01T00:00:00Z"), "{}");
        assertEquals("dsel-events-v2-2026.11", IndexName.of(event, 2));
        IndexName name = IndexName.parse(IndexName.of(event, 2)).orElseThrow();
        assertEquals("dsel-events-v2-2026.11", name.text());
        assertEquals("dsel-events-v1-2026.11", name.in(1).text());
        assertEquals(
                "dsel-heads-v3",
                IndexName.parse("dsel-heads-v1").orElseThrow().in(3).text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dsel-heads-v1-2026.03",
                "dsel-events-v1-2026.13",
                "dsel-events-v1",
                "dsel-events-v0-2026.03",
                "other-2026.03",
                "dsel-events-v1-2026.03x"
            })
    void otherNamesSayNothing(String name) {
        assertEquals(Optional.empty(), IndexName.parse(name));
    }
}
