package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.gateway.read.Consistency;
import io.dsel.gateway.read.Cursor;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.ReadWish;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.TierName;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadParametersTest {
    private static final Token TOKEN =
            Token.of("cluster", List.of(new LogPosition("dsel.events.ArtifactAppliedEvent", 0, 7)));

    @Test
    void withoutAnyTheAnswerIsEventualAndFromAnyTier() {
        ReadWish wish = read().wish();
        assertEquals(ReadWish.usual(), wish);
    }

    @Test
    void aTokenAsksForAtLeastThatAndHasMoreTime() {
        ReadWish wish = read("token=" + TOKEN.text()).wish();
        assertEquals(new Consistency.AtLeast(TOKEN), wish.consistency());
        assertEquals(Duration.ofSeconds(10), wish.timeout());
        assertEquals(
                new Consistency.Eventual(),
                read("token=" + TOKEN.text(), "consistency=eventual").wish().consistency());
    }

    @Test
    void whatIsAskedForArrives() {
        ReadWish wish = read("consistency=strong", "tier=log", "timeoutMs=250").wish();
        assertEquals(new ReadWish(new Consistency.Strong(), Duration.ofMillis(250), Optional.of(TierName.LOG)), wish);
    }

    @ParameterizedTest
    @CsvSource({
        "asOf, yesterday, 2026-01-15T10:30:00Z",
        "asOf, 2026-13-01, a date such as 2026-01-15",
        "asOf, 2026-01-15T10:30:00, 2026-01-15T10:30:00Z",
        "asOf, 1969-12-31, between 1970 and 2262",
        "limit, 1000000, from 1 to 1000",
        "limit, 0, from 1 to 1000",
        "limit, ten, from 1 to 1000",
        "timeoutMs, 60001, from 1 to 60000",
        "tier, shelf, '[store, index, log]'",
        "consistency, perfect, '[eventual, token, strong]'",
        "token, nonsense, is not a token that a write handed out",
        "receipt, yes, '[true, false]'",
        "order, up, '[desc, asc]'",
        "limt, 5, 'those are [after, asOf, consistency, full, limit, order, receipt, tier, timeoutMs, token]'",
        "after, nonsense, not a cursor",
    })
    void aWrongOneIsNamedWithWhatIsAllowed(String name, String value, String allowed) {
        BadParameterException e = assertThrows(BadParameterException.class, () -> {
            ReadParameters parameters = read(name + "=" + value);
            parameters.wish();
            parameters.receipt();
            parameters.time("asOf");
            parameters.after(parameters.slice(Slice.Direction.DESC), "question");
        });
        assertEquals(name, e.parameter());
        assertTrue(e.getMessage().contains(allowed), e.getMessage());
    }

    @Test
    void consistencyByTokenNeedsOne() {
        BadParameterException e = assertThrows(
                BadParameterException.class, () -> read("consistency=token").wish());
        assertEquals("token", e.parameter());
        assertTrue(e.getMessage().contains("a write hands it out"), e.getMessage());
    }

    @Test
    void oneThatCountsOnceIsRefusedTwice() {
        assertEquals(
                "limit",
                assertThrows(BadParameterException.class, () -> read("limit=1", "limit=2")
                                .limit())
                        .parameter());
    }

    @Test
    void aCursorOfAnotherQuestionIsRefused() {
        String cursor = Cursor.of("question", new EventOrder(5, "e")).text();
        ReadParameters parameters = read("after=" + cursor);
        Slice slice = parameters.slice(Slice.Direction.DESC);
        assertEquals(
                Optional.of(new EventOrder(5, "e")),
                parameters.after(slice, "question").after());
        assertThrows(BadParameterException.class, () -> parameters.after(slice, "another"));
    }

    @Test
    void aTimeIsADateOrHasAnOffsetAndIsOfMilliseconds() {
        assertEquals(
                Instant.parse("2026-01-15T00:00:00Z"),
                read("asOf=2026-01-15").time("asOf").orElseThrow());
        assertEquals(
                Instant.parse("2026-01-15T09:30:00.123Z"),
                read("asOf=2026-01-15T10:30:00.123999+01:00").time("asOf").orElseThrow());
    }

    @Test
    void anEmptyRangeIsRefused() {
        ReadParameters parameters = new ReadParameters(
                Map.of("from", List.of("2026-01-15"), "to", List.of("2026-01-15")), Set.of("from", "to"));
        assertEquals(
                "to",
                assertThrows(BadParameterException.class, parameters::filter).parameter());
    }

    @Test
    void withoutFiltersAllEventsAreMeant() {
        assertEquals(EventFilter.ALL, read().filter());
    }

    private static ReadParameters read(String... parameters) {
        Map<String, List<String>> all = Arrays.stream(parameters)
                .map(one -> one.split("=", 2))
                .collect(Collectors.groupingBy(one -> one[0], Collectors.mapping(one -> one[1], Collectors.toList())));
        return new ReadParameters(all, Set.of("asOf", "limit", "after", "order", "full"));
    }
}
