package io.dsel.ingest.writer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * What waits for a partition's writer: as much as the routes of all instances send, each of which waits for its answer
 * before it sends more. What nobody waits for any more does not stay, however long the writer takes nothing.
 */
final class JobQueue {
    private static final int MOST_UNITS = 2_000;
    private static final int MOST_BYTES = 4 << 20;

    private final BlockingDeque<Job> jobs = new LinkedBlockingDeque<>();

    void add(Job job) {
        jobs.removeIf(JobQueue::isOver);
        jobs.add(job);
    }

    int size() {
        return jobs.size();
    }

    /** Puts jobs back to where they were. */
    void putBack(List<Job> taken) {
        taken.reversed().forEach(jobs::addFirst);
    }

    /**
     * Waits for a job and takes it, with those behind it as far as they fit into one transaction.
     *
     * @param notBefore by {@link System#nanoTime()}: until then more may gather
     * @return empty if there was none in time
     */
    List<Job> take(long waitNanos, long notBefore) throws InterruptedException {
        List<Job> taken = new ArrayList<>();
        Job first = jobs.poll(waitNanos, TimeUnit.NANOSECONDS);
        if (first == null) {
            return taken;
        }
        for (long left = notBefore - System.nanoTime(); left > 0; left = notBefore - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
        int units = 0;
        long bytes = 0;
        for (Job job = first; job != null; job = jobs.poll()) {
            if (!taken.isEmpty() && (units + job.units().size() > MOST_UNITS || bytes + job.size() > MOST_BYTES)) {
                jobs.addFirst(job);
                return taken;
            }
            if (!isOver(job)) {
                taken.add(job);
                units += job.units().size();
                bytes += job.size();
            }
        }
        return taken;
    }

    /** Answers all that wait with an error. */
    void fail(Exception error) {
        for (Job job = jobs.poll(); job != null; job = jobs.poll()) {
            job.answer().completeExceptionally(error);
        }
    }

    private static boolean isOver(Job job) {
        if (!job.expired(System.nanoTime())) {
            return false;
        }
        job.answer().completeExceptionally(new TimeoutException("the time of the request is over"));
        return true;
    }
}
