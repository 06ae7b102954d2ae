package io.dsel.ingest.writer;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WriterSettingsTest {
    @Test
    void aWindowInWhichARetryWouldNotBeKnownIsRefused() {
        settings(10_000, 30_000);
        String message = assertThrows(IllegalArgumentException.class, () -> settings(10_000, 29_999))
                .getMessage();
        assertTrue(message.contains("identity.window.ms is 29999"), message);
    }

    @Test
    void aTimeoutTheLogCannotKeepIsRefused() {
        String message = assertThrows(IllegalArgumentException.class, () -> settings(0, 30_000))
                .getMessage();
        assertTrue(message.contains("log.timeout.ms is 0"), message);
    }

    private static WriterSettings settings(long timeout, long window) {
        return new WriterSettings(
                "broker:9092",
                Duration.ofMillis(timeout),
                1 << 20,
                1 << 20,
                Duration.ofMillis(window),
                10_000,
                Duration.ofSeconds(6));
    }
}
