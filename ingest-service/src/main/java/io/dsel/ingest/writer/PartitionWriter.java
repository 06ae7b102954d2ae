package io.dsel.ingest.writer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer of a partition: a thread that takes what has gathered while its last transaction ran, decides, and
 * appends it in the next. After any error it begins anew: fences itself, reads what has become of what was on its way, and
 * does the rest of it.
 */
final class PartitionWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(PartitionWriter.class);
    private static final long IDLE = TimeUnit.MILLISECONDS.toNanos(25);

    /**
     * Between transactions. The broker closes a transaction a moment after it has said so, and lets one that comes before
     * wait for several times as long. Where all are slow, a longer gap gathers more for the next, so that fewer are needed.
     */
    private static final long LEAST_GAP = TimeUnit.MILLISECONDS.toNanos(3);

    private static final long MOST_GAP = TimeUnit.MILLISECONDS.toNanos(15);
    private static final int GAPS_A_TRANSACTION = 3;

    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration END = Duration.ofSeconds(6);

    private final int partition;
    private final WriterSettings settings;
    private final Follower.Directory directory;
    private final Supplier<Set<String>> topics;
    private final JobQueue jobs = new JobQueue();
    private final Thread thread;
    private volatile long notBefore = System.nanoTime();
    private volatile boolean stopping;
    private volatile String waitingFor = "its start";
    private String told = "";

    /** Ends loading, because the partition is given up. */
    private static final class StoppedException extends RuntimeException {}

    /** @param topics the event topics, as known lately */
    PartitionWriter(
            int partition, WriterSettings settings, Follower.Directory directory, Supplier<Set<String>> topics) {
        this.partition = partition;
        this.settings = settings;
        this.directory = directory;
        this.topics = topics;
        this.thread = Thread.ofPlatform().name("writer-" + partition).daemon().start(this::run);
    }

    /** @return a result for each unit; fails with {@link NotTheWriterException}, or if nobody knows what became of them */
    CompletableFuture<List<Result>> submit(List<Unit> units, long deadlineNanos) {
        Job job = new Job(units, deadlineNanos);
        jobs.add(job);
        if (stopping) {
            jobs.fail(new NotTheWriterException(partition));
        }
        return job.answer();
    }

    /** When it takes the next units, by {@link System#nanoTime()}; what comes until then may come together. */
    long notBefore() {
        return notBefore;
    }

    /** What keeps it from writing, or empty. */
    String waitingFor() {
        return waitingFor;
    }

    /** Begins to give the partition up. */
    void stop() {
        stopping = true;
    }

    /** Gives the partition up, and waits for what is on its way. */
    @Override
    public void close() {
        stop();
        try {
            if (!thread.join(END)) {
                LOG.warn("the writer of partition {} has not ended yet; the next one fences it", partition);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!stopping) {
            try (Session session = open()) {
                serve(session);
            } catch (StoppedException e) {
                LOG.debug("partition {} was given up before it was read", partition);
            } catch (InterruptedException e) {
                stopping = true;
            } catch (RuntimeException e) {
                tell(e);
                pause();
            }
        }
        jobs.fail(new NotTheWriterException(partition));
    }

    private Session open() {
        long started = System.nanoTime();
        waitingFor = "the writer before to be fenced";
        Session session = Session.open(settings, partition, directory, progress -> {
            waitingFor = progress;
            if (stopping) {
                throw new StoppedException();
            }
        });
        waitingFor = "";
        told = "";
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
        LOG.info("writes partition {}; knows {} after {} ms", partition, session.extent(), millis);
        return session;
    }

    private void serve(Session session) throws InterruptedException {
        while (!stopping) {
            List<Job> taken = jobs.take(IDLE, notBefore);
            try {
                session.follow(topics.get());
                if (!taken.isEmpty() || session.hasNotes()) {
                    write(session, taken);
                }
            } catch (RuntimeException e) {
                jobs.putBack(taken);
                throw e;
            }
        }
    }

    private static long gapAfter(long nanos) {
        return Math.clamp(nanos / GAPS_A_TRANSACTION, LEAST_GAP, MOST_GAP);
    }

    private void write(Session session, List<Job> taken) {
        List<Unit> units = new ArrayList<>();
        taken.forEach(job -> units.addAll(job.units()));
        long started = System.nanoTime();
        List<Result> results = session.write(units);
        long ended = System.nanoTime();
        notBefore = ended + gapAfter(ended - started);
        int next = 0;
        for (Job job : taken) {
            int end = next + job.units().size();
            job.answer().complete(List.copyOf(results.subList(next, end)));
            next = end;
        }
    }

    /** Once for all attempts that fail for the same reason. */
    private void tell(RuntimeException error) {
        String causes = causes(error);
        if (causes.equals(told)) {
            LOG.debug("the writer of partition {} begins anew", partition, error);
        } else {
            LOG.warn("the writer of partition {} begins anew: {}", partition, causes);
        }
        told = causes;
        waitingFor = "the log: " + error.getMessage();
    }

    private static String causes(Throwable error) {
        return error.getCause() == null ? error.toString() : error + " <- " + causes(error.getCause());
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            stopping = true;
        }
    }
}
