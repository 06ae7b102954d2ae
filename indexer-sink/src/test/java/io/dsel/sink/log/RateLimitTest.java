package io.dsel.sink.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long BEGIN = Long.MAX_VALUE - SECOND; // the clock may pass over the largest number

    private final RateLimit limit = new RateLimit();

    @Test
    void withoutARateNothingIsSpent() {
        limit.spend(1_000_000, BEGIN);
        assertFalse(limit.isSpent(BEGIN));
    }

    @Test
    void aBatchIsPaidForByTheTimeAfterIt() {
        limit.set(100);
        limit.spend(200, BEGIN);
        assertTrue(limit.isSpent(BEGIN + 2 * SECOND - 1));
        assertFalse(limit.isSpent(BEGIN + 2 * SECOND));
    }

    @Test
    void theMeanKeepsToTheRate() {
        limit.set(1000);
        long taken = 0;
        for (long now = BEGIN; now - BEGIN < 60 * SECOND; now += SECOND / 100) {
            if (!limit.isSpent(now)) {
                limit.spend(700, now);
                taken += 700;
            }
        }
        assertEquals(60_000, taken, 1400);
    }

    @Test
    void timeInWhichNothingCameIsNotSaved() {
        limit.set(10);
        limit.spend(1, BEGIN);
        limit.spend(10, BEGIN + 100 * SECOND);
        assertTrue(limit.isSpent(BEGIN + 101 * SECOND - 1));
    }

    @Test
    void aNewRateCountsFromNowOn() {
        limit.set(1);
        limit.spend(1000, BEGIN);
        limit.set(1000);
        assertFalse(limit.isSpent(BEGIN + 1));
        limit.spend(1000, BEGIN + 1);
        assertTrue(limit.isSpent(BEGIN + SECOND));
    }
}
