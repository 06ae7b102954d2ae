package io.dsel.ingest;

import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds what requests hold in memory, however many come: the bytes of bodies that are read or written, the requests that
 * are at work, and the streams. One that finds no room within a second is told to come again.
 */
final class Admission {
    private static final long PATIENCE_MILLIS = 1_000;
    private static final int BYTES_A_PERMIT = 1_024;

    private final Semaphore bytes;
    private final Semaphore requests;
    private final Semaphore streams;

    /**
     * @param bytes of bodies
     * @param requests at work at a time, of those whose bodies have been read
     * @param streams at a time
     */
    record Limits(int bytes, int requests, int streams) {}

    Admission(Limits limits) {
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
        private int bytesTaken;
        private boolean atWork;
        private boolean streaming;

        /** Takes room for more of the body. @throws ProblemException 429 if there is none */
        void read(int more) throws InterruptedException {
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
