package io.dsel.gateway.index;

import io.dsel.event.Token;
import io.dsel.gateway.log.LogTier;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.gateway.log.Offsets;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * How far the index has come. The sink commits what OpenSearch has acknowledged, and a search shows what was
 * acknowledged before a refresh; so the offsets that a search covers are those committed before the last refresh, and
 * this makes a refresh whenever it finds that they have moved.
 */
final class IndexProgress {
    static final String SINK = "dsel-indexer";
    static final String STREAMS = "dsel-aggregator";

    /** A burst of searches asks the broker once in this time. */
    private static final Duration FRESH = Duration.ofMillis(500);

    /** A broker that does not answer is not asked again for this time, so that searches do not all wait for it. */
    private static final Duration SHUNNED = Duration.ofSeconds(5);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private final LogTier log;
    private final Consumer<Resolution> refresh;
    private final InstantSource clock;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Resolution, Coverage> known = new EnumMap<>(Resolution.class);
    private LogUnavailableException failure;
    private Instant failedAt = Instant.MIN;
    private String clusterId;

    /** @param refresh makes everything acknowledged so far visible to a search of that resolution */
    IndexProgress(LogTier log, Consumer<Resolution> refresh, InstantSource clock) {
        this.log = log;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** @throws LogUnavailableException if the broker does not answer */
    Coverage of(Resolution resolution) {
        lock.lock();
        try {
            Coverage last = known.get(resolution);
            if (last == null || last.at().plus(FRESH).isBefore(clock.instant())) {
                if (failure != null && failedAt.plus(SHUNNED).isAfter(clock.instant())) {
                    throw failure;
                }
                last = look(resolution, last);
                known.put(resolution, last);
            }
            return last;
        } catch (LogUnavailableException e) {
            if (e != failure) {
                failure = e;
                failedAt = clock.instant();
            }
            throw e;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until a search shows every write of the token.
     *
     * @throws TokenNotCoveredException if that takes longer than the timeout
     * @throws ForeignTokenException if the token is of another cluster
     */
    void await(Token token, Resolution resolution, Duration timeout) {
        if (!token.clusterId().equals(clusterId())) {
            throw new ForeignTokenException(token.clusterId(), clusterId());
        }
        Instant deadline = clock.instant().plus(timeout);
        Offsets wanted = Offsets.behind(token);
        if (resolution != Resolution.EVENTS) {
            wanted = derived(wanted, resolution, token, deadline);
        }
        awaitGroup(SINK, wanted, resolution != Resolution.EVENTS, token, deadline);
        refresh.accept(resolution);
        lock.lock();
        try {
            known.remove(resolution);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Where the records lie that streams derived from the token's. Its offsets and its output are committed in one
     * transaction, so once the offsets cover the input, the ends of its topics cover the output.
     */
    private Offsets derived(Offsets wanted, Resolution resolution, Token token, Instant deadline) {
        awaitGroup(STREAMS, wanted, false, token, deadline);
        if (resolution == Resolution.AGGREGATES) {
            awaitGroup(STREAMS, log.ends(Topics.EXECUTION_JOURNAL.name()::equals), true, token, deadline);
        }
        return log.ends(resolution::reads);
    }

    /** @param ends whether the offsets wanted are ends of topics, where the last may belong to no record */
    private void awaitGroup(String group, Offsets wanted, boolean ends, Token token, Instant deadline) {
        while (true) {
            Offsets committed = log.committed(group);
            if (committed.covers(wanted)
                    || (ends && log.backlog(committed, wanted).isEmpty())) {
                return;
            }
            if (clock.instant().isAfter(deadline)) {
                throw new TokenNotCoveredException(group + " at " + committed.firstBehind(wanted), token);
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    private Coverage look(Resolution resolution, Coverage last) {
        Instant at = clock.instant();
        Offsets ends = log.ends(resolution::reads);
        Offsets committed = log.committed(SINK).of(resolution::reads);
        if (last == null || !committed.equals(last.offsets())) {
            refresh.accept(resolution);
        }
        return new Coverage(at, committed, log.backlog(committed, ends));
    }

    private String clusterId() {
        lock.lock();
        try {
            if (clusterId == null) {
                clusterId = log.clusterId();
            }
            return clusterId;
        } finally {
            lock.unlock();
        }
    }
}
