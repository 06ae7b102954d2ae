package io.dsel.sink.bulk;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackOffTest {
    @Test
    void doublesUpToItsLimit() {
        BackOff latest = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10), () -> 1.0);
        assertEquals(100, latest.after(1).toMillis());
        assertEquals(200, latest.after(2).toMillis());
        assertEquals(6400, latest.after(7).toMillis());
        assertEquals(10_000, latest.after(8).toMillis());
        assertEquals(10_000, latest.after(Integer.MAX_VALUE).toMillis());
    }

    @Test
    void jitterWaitsAtLeastHalf() {
        BackOff soonest = new BackOff(Duration.ofMillis(100), Duration.ofSeconds(10), () -> 0.0);
        assertEquals(50, soonest.after(1).toMillis());
        assertEquals(5_000, soonest.after(100).toMillis());
    }
}
