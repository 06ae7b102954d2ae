package io.dsel.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScoreTest {
    @Test
    void theRatioIsTheMedianOfThePairsNotOfTheSides() {
        Score score = new Score("x", 100, 0.9, List.of(10.0, 20.0, 90.0), List.of(10.0, 40.0, 100.0));

        assertEquals(List.of(0.5, 0.9, 1.0), score.ratios());
        assertEquals(0.9, score.median());
        assertTrue(score.met());
        assertTrue(score.line().startsWith("x ratio=0.900 (0.500..1.000, pairs=3) goal=0.90 met"), score.line());
    }

    @Test
    void aMedianBelowTheGoalIsShort() {
        Score score = new Score("x", 100, 0.9, List.of(8.0, 9.0), List.of(10.0, 10.0));

        assertFalse(score.met());
        assertTrue(score.line().contains("ratio=0.850"), score.line());
        assertTrue(score.line().contains("goal=0.90 short"), score.line());
    }

    @Test
    void runsMustComeInPairs() {
        assertThrows(IllegalArgumentException.class, () -> new Score("x", 100, 1, List.of(1.0), List.of()));
    }
}
