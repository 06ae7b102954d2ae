package io.dsel.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.cli.demo.Day.Failure;
import io.dsel.cli.demo.Tour.Imported;
import io.dsel.cli.demo.Tour.Stop;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TourTest {
    private static final Failure FAILURE =
            new Failure("deploy-1", "shop", "web-production", Instant.parse("2026-01-15T10:00:00Z"));

    @Test
    void itHasFiveStopsWithAndWithoutAnImport() {
        assertEquals(5, Tour.of(FAILURE, Optional.empty()).size());
        assertEquals(
                5,
                Tour.of(FAILURE, Optional.of(new Imported("Note", "a b", "c"))).size());
    }

    @Test
    void whatIsShownCanBeTyped() {
        List<Stop> stops = Tour.of(FAILURE, Optional.of(new Imported("Note", "it's a/b", "c")));
        assertEquals("get deployments --app shop", stops.getFirst().text());
        assertEquals("search 'out of memory' --from 1d", stops.get(2).text());
        assertEquals(
                "history Note c --app 'it'\\''s a/b' --limit 8", stops.getLast().text());
    }
}
