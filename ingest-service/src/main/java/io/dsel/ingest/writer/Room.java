package io.dsel.ingest.writer;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Bounds the memory of all that is on its way; who comes first gets room first. */
final class Room {
    private static final int BYTES_A_PERMIT = 256;

    private final int permits;
    private final Semaphore free;

    Room(int bytes) {
        permits = Math.max(1, bytes / BYTES_A_PERMIT);
        free = new Semaphore(permits, true);
    }

    /** Waits for room; false if there was none in time. What is larger than all of it gets all of it. */
    boolean take(int bytes, long deadlineNanos) throws InterruptedException {
        return free.tryAcquire(permits(bytes), Math.max(0, deadlineNanos - System.nanoTime()), TimeUnit.NANOSECONDS);
    }

    void give(int bytes) {
        free.release(permits(bytes));
    }

    private int permits(int bytes) {
        return Math.min(permits, bytes / BYTES_A_PERMIT + 2);
    }
}
