package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final long SEED = 7;
    private static final long MOST_MILLIS = 9_000_000_000_000_000L;
    private static final DateTimeFormatter JAVAS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    @Test
    void anyTimeIsWrittenAsByJavaAndReadBack() {
        Random random = new Random(SEED);
        for (int i = 0; i < 100_000; i++) {
            long most = i % 2 == 0 ? MOST_MILLIS : 4_000_000_000_000L;
            Instant instant = Instant.ofEpochMilli(random.nextLong(-most, most));
            String text = Timestamps.format(instant);
            assertEquals(JAVAS.format(instant), text, "seed " + SEED);
            assertEquals(OffsetDateTime.parse(text).toInstant(), Timestamps.parse(text), "seed " + SEED);
            assertEquals(instant, Timestamps.parse(text), "seed " + SEED);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-15T10:30:00Z",
                "2026-01-31T23:59:59.999Z",
                "2024-02-29T00:00:00Z",
                "2026-01-15T10:30:00.5Z",
                "2026-01-15T10:30:00.123456789Z",
                "2026-01-15T10:30:00+02:00",
                "2026-01-15T10:30Z",
                "+12026-01-15T10:30:00Z",
                "0000-01-01T00:00:00.000Z"
            })
    void everySpellingIsReadAsByJava(String text) {
        assertEquals(OffsetDateTime.parse(text).toInstant(), Timestamps.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T10:30:00Z",
                "2026-13-15T10:30:00Z",
                "2026-00-15T10:30:00.000Z",
                "2026-01-00T10:30:00Z",
                "2026-01-15T24:30:00Z",
                "2026-01-15T10:60:00Z",
                "2026-01-15T10:30:60Z",
                "2026-01-15 10:30:00Z",
                "2026-01-15T10:30:00z.",
                "2026-01-15T10:30:0\u0660Z",
                "2026-01-15T10:30:00.12aZ",
                "-026-01-15T10:30:00Z"
            })
    void whatJavaRefusesIsRefused(String text) {
        assertThrows(DateTimeException.class, () -> OffsetDateTime.parse(text));
        assertThrows(DateTimeException.class, () -> Timestamps.parse(text));
    }
}
