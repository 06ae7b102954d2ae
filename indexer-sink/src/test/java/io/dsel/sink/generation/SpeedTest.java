package io.dsel.sink.generation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class SpeedTest {
    private static final long SECOND = 1_000_000_000L;

    private final Speed speed = new Speed();

    @Test
    void itIsKnownAfterASecond() {
        assertEquals(OptionalInt.empty(), speed.at(0, 100));
        assertEquals(OptionalInt.empty(), speed.at(SECOND / 2, 200));
        assertEquals(OptionalInt.of(300), speed.at(SECOND, 400));
    }

    @Test
    void whatIsLongAgoDoesNotCount() {
        for (int i = 0; i <= 60; i++) {
            speed.at(i * SECOND, Math.min(i, 30) * 50L);
        }
        assertEquals(OptionalInt.of(0), speed.at(61 * SECOND, 1500));
    }

    @Test
    void aReplayIsNoNegativeSpeed() {
        speed.at(0, 1000);
        assertEquals(OptionalInt.of(0), speed.at(SECOND, 10));
    }
}
