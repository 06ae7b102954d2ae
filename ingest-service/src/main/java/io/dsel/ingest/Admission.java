package io.dsel.ingest;

import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds what requests hold in memory, however many come: the bytes of bodies that are read or written, the requests that
 * are at work, and the streams. One that finds no room within a second is told to come again; one whose body comes too
 * slowly gives back the room that others wait for.
 */
final class Admission {
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int BYTES_A_PERMIT = 1_024;

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Semaphore bytes;
    private final Semaphore requests;
    private final Semaphore streams;

    /**
     * @param bytes of bodies
     * @param requests at work at a time, of those whose bodies have been read
     * @param streams at a time
     * @param body how long one may take to come, if it is no stream
     */
    record Limits(int bytes, int requests, int streams, Duration body) {}

    /** @param nanoTime a clock that does not jump */
    Admission(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        bytes = new Semaphore(permits(limits.bytes()), true);
        requests = new Semaphore(limits.requests(), true);
        streams = new Semaphore(limits.streams(), true);
    }

    /** For one request; takes nothing yet. */
    Ticket ticket() {
        return new Ticket();
    }

    /** What one request has taken; gives it back when closed. For one thread. */
    final class Ticket implements AutoCloseable {
        private final long since = nanoTime.getAsLong();
        private int bytesTaken;
        private boolean atWork;
        private boolean streaming;

        /** Takes room for more of the body. @throws ProblemException 429 if there is none, 408 if it comes too slowly */
        void read(int more) throws InterruptedException {
            if (nanoTime.getAsLong() - since > limits.body().toNanos()) {
                throw new ProblemException(new Problem(
                        408,
                        "too-slow",
                        "The body comes too slowly",
                        "it has taken more than " + limits.body().toMillis() + " ms; nothing was stored"));
            }
            take(bytes, permits(more), "the bodies of other requests");
            bytesTaken += permits(more);
        }

        /** The body has been read, however long that took. @throws ProblemException 429 if too many are at work */
        void work() throws InterruptedException {
            take(requests, 1, "other requests");
            atWork = true;
        }

        /** As a stream. @throws ProblemException 429 if there are too many */
        void stream() throws InterruptedException {
            take(streams, 1, "other streams");
            streaming = true;
        }

        @Override
        public void close() {
            bytes.release(bytesTaken);
            requests.release(atWork ? 1 : 0);
            streams.release(streaming ? 1 : 0);
            bytesTaken = 0;
            atWork = false;
            streaming = false;
        }
    }

    private static void take(Semaphore room, int permits, String others) throws InterruptedException {
        if (!room.tryAcquire(permits, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw new ProblemException(new Problem(
                    429,
                    "too-many-requests",
                    "Too much at once",
                    others + " have taken all the room there is; come again in a moment. Nothing was stored"));
        }
    }

    private static int permits(int bytes) {
        return bytes / BYTES_A_PERMIT + 1;
    }
}
