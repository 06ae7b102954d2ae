package io.dsel.streams.enrich;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks what groups want to know of the outside, on virtual threads of its own, and writes the answers to the journal. What
 * did not answer is told once, and asked again for as long as the question is offered.
 */
public final class Asker implements Outside, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Asker.class);
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** Questions that are being asked, or wait for a place or for one another. */
    private static final int MOST_TAKEN = 1_024;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore room = new Semaphore(MOST_TAKEN);
    private final Calls calls;
    private final SharedReplies replies;
    private final Attempts attempts;
    private final AnswerLog log;
    private final JournalReading journal;
    private final AskerMetrics metrics;

    /**
     * How it asks.
     *
     * @param timeout of one call
     * @param concurrency calls at a time
     */
    public record Limits(Duration timeout, int concurrency) {}

    /** @param random spreads what failed at the same time */
    Asker(
            Limits limits,
            Enrichers enrichers,
            AnswerLog log,
            JournalReading journal,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random) {
        this.calls = new Calls(enrichers, threads, limits.concurrency(), limits.timeout(), clock);
        this.replies = new SharedReplies(clock);
        this.attempts = new Attempts(clock, random);
        this.log = log;
        this.journal = journal;
        this.metrics = new AskerMetrics(registry);
    }

    @Override
    public Desk desk(int partition) {
        BooleanSupplier caughtUp = journal.hasCaughtUp(partition);
        return new Desk() {
            private int open;

            @Override
            public boolean offer(Question question) {
                return caughtUp.getAsBoolean() && take(question);
            }

            @Override
            public void open(int questions) {
                metrics.open(questions - open);
                open = questions;
            }

            @Override
            public void close() {
                open(0);
            }
        };
    }

    /** Whether it was asked, and its time has not come again. */
    boolean isWaiting(Question question) {
        return attempts.isWaiting(question.id());
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(CLOSING.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warn("an enricher does not heed its interruption");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean take(Question question) {
        if (!attempts.isDue(question.id())) {
            return true;
        }
        if (!room.tryAcquire()) {
            return false;
        }
        if (!attempts.begin(question.id())) {
            room.release();
            return true;
        }
        try {
            threads.execute(() -> {
                try {
                    answer(question);
                } finally {
                    room.release();
                }
            });
            return true;
        } catch (RejectedExecutionException e) { // closed
            room.release();
            return false;
        }
    }

    private void answer(Question question) {
        boolean lasting = false;
        try {
            Reply reply = replies.of(question, () -> call(question));
            boolean told = question.unavailable() || attempts.failures(question.id()) > 0;
            if (reply.outcome().answered() || !told) {
                log.write(question, reply.outcome());
            }
            if (reply.outcome().answered()) {
                attempts.succeeded(question.id());
                return;
            }
            lasting = reply.lasting();
        } catch (InterruptedException e) {
            LOG.debug("closing");
        } catch (RuntimeException e) { // whatever it is, the question is still open
            if (!threads.isShutdown()) {
                LOG.warn(
                        "{} of {} is asked again: {}",
                        question.enrichment(),
                        question.owner().entity(),
                        e.toString());
            }
        }
        attempts.failed(question.id(), lasting);
    }

    private Reply call(Question question) throws InterruptedException {
        metrics.asked(question.enricher());
        Reply reply = calls.call(question);
        if (!reply.outcome().answered()) {
            metrics.unavailable(question.enricher());
            LOG.debug("{}: {}", question.enricher(), reply.outcome().text());
        }
        return reply;
    }
}
