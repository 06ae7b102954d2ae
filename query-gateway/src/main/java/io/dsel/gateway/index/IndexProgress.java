package io.dsel.gateway.index;

import io.dsel.event.Token;
import io.dsel.gateway.log.Broker;
import io.dsel.gateway.log.Groups;
import io.dsel.gateway.log.Offsets;
import io.dsel.gateway.read.Deadline;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far a generation of the index has come. The sink commits what OpenSearch has acknowledged, and a search shows what was
 * acknowledged before a refresh; so the offsets that a search covers are those committed before the last refresh, and
 * this makes a refresh whenever it finds that they have moved. What was covered once stays covered, also while the broker
 * can't be asked.
 */
final class IndexProgress {
    private static final Logger LOG = LoggerFactory.getLogger(IndexProgress.class);

    /** A burst of searches asks the broker once in this time. */
    private static final Duration FRESH = Duration.ofMillis(500);

    /** No answer is held up longer for news of what it covers. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** A broker that does not answer is not asked again for this time. */
    private static final Duration SHUNNED = Duration.ofSeconds(2);

    private final Broker broker;
    private final Groups groups;
    private final String group;
    private final Consumer<Resolution> refresh;
    private final InstantSource clock;
    private final Map<Resolution, Coverage> known = new EnumMap<>(Resolution.class);
    private final Map<Resolution, Look> looks = new EnumMap<>(Resolution.class);
    private final Map<Resolution, Deadline> shunned = new EnumMap<>(Resolution.class);

    /** @param worthWaiting until when; a broker that hangs is waited for once, not by every read */
    private record Look(CompletableFuture<Coverage> found, Deadline worthWaiting) {}

    /**
     * @param group which fills it
     * @param refresh makes everything acknowledged so far visible to a search of that resolution
     */
    IndexProgress(Broker broker, Groups groups, String group, Consumer<Resolution> refresh, InstantSource clock) {
        this.broker = broker;
        this.groups = groups;
        this.group = group;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** What a search begun after this is sure to show; an older finding if the broker does not answer, or none. */
    Optional<Coverage> of(Resolution resolution, Deadline deadline) {
        Optional<Look> look = lookIfOld(resolution);
        if (look.isPresent()) {
            Duration half = deadline.remaining().dividedBy(2);
            Duration patience = look.get().worthWaiting().remaining(half);
            try {
                return Optional.of(look.get().found().get(patience.toNanos(), TimeUnit.NANOSECONDS));
            } catch (TimeoutException e) {
                LOG.debug("what the {} cover is still being looked at", resolution);
            } catch (ExecutionException e) {
                LOG.debug("what the {} cover could not be looked at", resolution, e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return lastKnown(resolution);
    }

    /**
     * Waits until a search shows every write of the token.
     *
     * @throws io.dsel.gateway.read.TokenNotCoveredException if it does not by the deadline
     */
    void await(Token token, Resolution resolution, Deadline deadline) {
        boolean shown = lastKnown(resolution)
                .filter(last -> last.offsets().covers(Offsets.behind(token)))
                .isPresent();
        if (!shown) {
            Offsets wanted =
                    switch (resolution) {
                        case EVENTS -> groups.events(token, deadline);
                        case AGGREGATES -> groups.aggregates(token, deadline);
                        case HEADS -> groups.heads(token, deadline);
                    };
            groups.await(group, wanted, deadline);
            refresh.accept(resolution);
            see(resolution, wanted);
        }
    }

    private synchronized Optional<Coverage> lastKnown(Resolution resolution) {
        return Optional.ofNullable(known.get(resolution));
    }

    /** A token's positions are covered from now on; how old the rest is will be looked at anew. */
    private synchronized void see(Resolution resolution, Offsets wanted) {
        Coverage last = known.get(resolution);
        if (last != null) {
            Offsets more = last.offsets().and(wanted.of(resolution::reads));
            known.put(resolution, new Coverage(last.at(), more, last.backlog()));
        }
    }

    private synchronized Optional<Look> lookIfOld(Resolution resolution) {
        Look running = looks.get(resolution);
        if (running != null) {
            return Optional.of(running);
        }
        Coverage last = known.get(resolution);
        Deadline shun = shunned.get(resolution);
        if ((last != null && last.at().plus(FRESH).isAfter(clock.instant())) || (shun != null && !shun.isPast())) {
            return Optional.empty();
        }
        Look look = new Look(new CompletableFuture<>(), Deadline.in(PATIENCE));
        looks.put(resolution, look);
        Thread.ofVirtual().name("index-progress").start(() -> run(look.found(), resolution, last));
        return Optional.of(look);
    }

    private void run(CompletableFuture<Coverage> look, Resolution resolution, Coverage last) {
        try {
            Coverage found = look(resolution, last);
            synchronized (this) {
                Coverage since = known.get(resolution);
                Offsets all = since == null ? found.offsets() : found.offsets().and(since.offsets());
                known.put(resolution, new Coverage(found.at(), all, found.backlog()));
                looks.remove(resolution);
            }
            look.complete(found);
        } catch (RuntimeException e) {
            synchronized (this) {
                shunned.put(resolution, Deadline.in(SHUNNED));
                looks.remove(resolution);
            }
            look.completeExceptionally(e);
        }
    }

    private Coverage look(Resolution resolution, Coverage last) {
        Deadline deadline = Deadline.in(Broker.PATIENCE);
        var at = clock.instant();
        Offsets streams = resolution == Resolution.EVENTS ? null : broker.committed(Groups.STREAMS, deadline);
        Offsets ends = broker.ends(resolution::reads, deadline);
        Offsets committed = broker.committed(group, deadline).of(resolution::reads);
        if (last == null || !committed.equals(last.offsets())) {
            refresh.accept(resolution);
        }
        var backlog = broker.backlog(committed, ends, deadline);
        if (streams != null && backlog.isEmpty()) {
            // What the streams have yet to derive is lacking too.
            Offsets events = broker.ends(Topics.EVENTS.asMatchPredicate(), deadline);
            backlog = broker.backlog(streams.of(Topics.EVENTS.asMatchPredicate()), events, deadline);
        }
        return new Coverage(at, committed, backlog);
    }
}
