package io.dsel.ingest.writer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RoomTest {
    private final Room room = new Room(100_000);

    @Test
    void whatDoesNotFitWaitsUntilItsTimeIsOver() throws InterruptedException {
        assertTrue(room.take(60_000, soon()));
        assertFalse(room.take(60_000, soon()));
        room.give(60_000);
        assertTrue(room.take(60_000, soon()));
    }

    @Test
    void whatIsLargerThanAllRoomGetsAllOfIt() throws InterruptedException {
        assertTrue(room.take(1_000_000, soon()));
        assertFalse(room.take(1, soon()));
        room.give(1_000_000);
        assertTrue(room.take(99_000, soon()));
    }

    @Test
    void theSmallestTakeRoomToo() throws InterruptedException {
        int taken = 0;
        while (room.take(1, soon())) {
            taken++;
        }
        assertTrue(taken < 400, taken + " units of one byte");
    }

    private static long soon() {
        return System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
    }
}
