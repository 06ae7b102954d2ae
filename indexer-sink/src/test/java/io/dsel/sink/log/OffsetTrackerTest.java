package io.dsel.sink.log;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OffsetTrackerTest {
    private static final long SEED = Long.getLong("dsel.seed", System.nanoTime());

    @Test
    void nothingBehindAnOpenRecordIsCommittable() {
        OffsetTracker tracker = new OffsetTracker();
        tracker.open(5);
        tracker.open(6);
        tracker.open(9);
        assertEquals(5, tracker.committable());
        tracker.settle(6);
        assertEquals(5, tracker.committable());
        tracker.settle(5);
        assertEquals(9, tracker.committable());
        tracker.settle(9);
        assertEquals(10, tracker.committable());
    }

    @Test
    void marksOfTransactionsArePassed() {
        OffsetTracker tracker = new OffsetTracker();
        tracker.open(5);
        tracker.readUpTo(8);
        assertEquals(5, tracker.committable());
        tracker.settle(5);
        assertEquals(8, tracker.committable());
        tracker.readUpTo(7);
        assertEquals(8, tracker.committable());
    }

    /** In any order of reading and settling: all below is settled, and nothing settled at the front is held back. */
    @Test
    void isTheFirstOpenOneInAnyOrder() {
        Random random = new Random(SEED);
        for (int run = 0; run < 200; run++) {
            OffsetTracker tracker = new OffsetTracker();
            List<Long> open = new ArrayList<>();
            Set<Long> settled = new HashSet<>();
            long next = random.nextInt(10);
            for (int step = 0; step < 200; step++) {
                if (open.isEmpty() || random.nextBoolean()) {
                    next += random.nextInt(3);
                    tracker.open(next);
                    open.add(next++);
                } else {
                    long offset = open.remove(random.nextInt(open.size()));
                    tracker.settle(offset);
                    settled.add(offset);
                }
                long expected = open.isEmpty() ? next : Collections.min(open);
                assertEquals(expected, tracker.committable(), "seed " + SEED + ", run " + run + ", step " + step);
            }
        }
    }
}
