package io.dsel.sink.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class RetentionTest {
    private static final List<String> INDICES = List.of(
            "dsel-heads-v1",
            "dsel-events-v1-2026.03",
            "dsel-events-v1-2026.01",
            "dsel-aggregates-v1-2025.12",
            "dsel-events-v1-2025.12",
            "dsel-events-v1-2027.01",
            "somebody-elses-2019.01");

    @Test
    void keepsTheRunningMonthAndSoManyBeforeIt() {
        assertEquals(
                List.of("dsel-aggregates-v1-2025.12", "dsel-events-v1-2025.12"),
                Retention.expired(INDICES, 2, YearMonth.of(2026, 3)));
        assertEquals(
                List.of("dsel-aggregates-v1-2025.12", "dsel-events-v1-2025.12", "dsel-events-v1-2026.01"),
                Retention.expired(INDICES, 1, YearMonth.of(2026, 3)));
    }

    @Test
    void noneKeepsAllForEver() {
        assertEquals(List.of(), Retention.expired(INDICES, 0, YearMonth.of(2226, 3)));
    }
}
