package io.dsel.cli.text;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    private static final Instant NOW = Instant.parse("2026-01-15T12:00:00Z");
    private final Times times = new Times(InstantSource.fixed(NOW), ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-15T10:30:00Z, 2026-01-15T10:30:00Z",
        "2026-01-15T10:30:00.123+01:00, 2026-01-15T09:30:00.123Z",
        "2026-01-15 10:30:00Z, 2026-01-15T10:30:00Z",
        "2026-01-15T10:30, 2026-01-15T09:30:00Z",
        "2026-01-15 10:30:15, 2026-01-15T09:30:15Z",
        "2026-07-15, 2026-07-14T22:00:00Z",
        "now, 2026-01-15T12:00:00Z",
        "2h, 2026-01-15T10:00:00Z",
        "-2h, 2026-01-15T10:00:00Z",
        "2h ago, 2026-01-15T10:00:00Z",
        "1d12h, 2026-01-14T00:00:00Z",
        "1w, 2026-01-08T12:00:00Z",
        "90s, 2026-01-15T11:58:30Z",
    })
    void everyAcceptedFormIsRead(String text, String time) {
        assertEquals(Instant.parse(time), times.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "yesterday", "2", "2x", "2026-13-01", "10:30", "2026-01-15T25:00", "99999999999999999999d"})
    void anythingElseIsRefusedSayingWhatIsAccepted(String text) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> times.parse(text));
        assertTrue(e.getMessage().contains("RFC 3339"), e.getMessage());
    }

    @Test
    void timesAreShownInTheZone() {
        assertEquals("2026-01-15 13:00:00", times.show(NOW));
        assertEquals("2026-01-15 13:00:00.000", times.showMillis(NOW));
    }

    @ParameterizedTest
    @CsvSource({
        "0,0s",
        "119,119s",
        "120,2m",
        "7199,119m",
        "7200,2h",
        "172799,47h",
        "172800,2d",
        "63072000,2y",
        "-60,in 60s"
    })
    void anAgeHasOneUnit(long seconds, String age) {
        assertEquals(age, times.age(NOW.minus(Duration.ofSeconds(seconds))));
    }
}
