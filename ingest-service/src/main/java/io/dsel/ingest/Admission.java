package io.dsel.ingest;

import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds what requests hold in memory, however many come: the bytes of bodies that are being read, what those take that
 * have been read, the requests that are at work, and the streams. One that finds no room within a second is told to come
 * again; one whose body comes too slowly gives back what others wait for.
 *
 * <p>A request waits for room to read only before it has any, and needs none of it any more when it has room to work. So
 * however many come, some end, and no two wait for each other.
 */
final class Admission {
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int BYTES_A_PERMIT = 1_024;
    private static final int FIRST_BYTES = 16 << 10;
    private static final String BODIES = "the bodies of other requests";
    private static final String REQUESTS = "other requests";

    private final Limits limits;
    private final LongSupplier nanoTime;
    private final Semaphore bytes;
    private final Semaphore memory;
    private final Semaphore requests;
    private final Semaphore streams;

    /**
     * @param bytes of bodies that are being read
     * @param memory in bytes, of bodies that have been read
     * @param requests at work at a time, of those whose bodies have been read
     * @param streams at a time
     * @param body how long one may take to come, if it is no stream
     */
    record Limits(int bytes, int memory, int requests, int streams, Duration body) {}

    /** @param nanoTime a clock that does not jump */
    Admission(Limits limits, LongSupplier nanoTime) {
        this.limits = limits;
        this.nanoTime = nanoTime;
        bytes = new Semaphore(permits(limits.bytes()), true);
        memory = new Semaphore(permits(limits.memory()), true);
        requests = new Semaphore(limits.requests(), true);
        streams = new Semaphore(limits.streams(), true);
    }

    /** For one request; takes nothing yet. */
    Ticket ticket() {
        return new Ticket();
    }

    /** What one request has taken; gives it back when closed. For one thread. */
    final class Ticket implements RequestBody.Meter, AutoCloseable {
        private final long since = nanoTime.getAsLong();
        private long bytesRead;
        private int bytesTaken;
        private int memoryTaken;
        private boolean atWork;
        private boolean streaming;

        @Override
        public void begin(long length) throws InterruptedException {
            int permits = permits(Math.max(length, FIRST_BYTES));
            take(bytes, permits, PATIENCE_MILLIS, BODIES);
            bytesTaken = permits;
        }

        @Override
        public void read(int more) throws InterruptedException {
            if (nanoTime.getAsLong() - since > limits.body().toNanos()) {
                throw new ProblemException(new Problem(
                        408,
                        "too-slow",
                        "The body comes too slowly",
                        "it has taken more than " + limits.body().toMillis() + " ms; nothing was stored"));
            }
            bytesRead += more;
            int missing = permits(bytesRead) - bytesTaken;
            if (missing > 0) {
                take(bytes, missing, 0, BODIES);
                bytesTaken += missing;
            }
        }

        @Override
        public void parse(long cost) throws InterruptedException {
            if (cost > limits.memory()) {
                throw new ProblemException(IngestProblems.tooLarge("the body would take about " + (cost >> 20)
                        + " MiB of memory, of " + (limits.memory() >> 20)
                        + "; send fewer events at once, or a stream of application/x-ndjson"));
            }
            take(memory, permits(cost), PATIENCE_MILLIS, REQUESTS);
            memoryTaken = permits(cost);
            bytes.release(bytesTaken);
            bytesTaken = 0;
        }

        /** The body has been read, however long that took. @throws ProblemException 429 if too many are at work */
        void work() throws InterruptedException {
            take(requests, 1, PATIENCE_MILLIS, REQUESTS);
            atWork = true;
        }

        /** As a stream. @throws ProblemException 429 if there are too many */
        void stream() throws InterruptedException {
            take(streams, 1, PATIENCE_MILLIS, "other streams");
            streaming = true;
        }

        @Override
        public void close() {
            bytes.release(bytesTaken);
            memory.release(memoryTaken);
            requests.release(atWork ? 1 : 0);
            streams.release(streaming ? 1 : 0);
            bytesTaken = 0;
            memoryTaken = 0;
            atWork = false;
            streaming = false;
        }
    }

    private static void take(Semaphore room, int permits, long patience, String others) throws InterruptedException {
        boolean taken =
                patience == 0 ? room.tryAcquire(permits) : room.tryAcquire(permits, patience, TimeUnit.MILLISECONDS);
        if (!taken) {
            throw new ProblemException(new Problem(
                    429,
                    "too-many-requests",
                    "Too much at once",
                    others + " have taken all the room there is; come again in a moment. Nothing was stored"));
        }
    }

    private static int permits(long bytes) {
        return (int) (bytes / BYTES_A_PERMIT) + 1;
    }
}
