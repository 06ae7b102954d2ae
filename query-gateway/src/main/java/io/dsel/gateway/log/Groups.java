package io.dsel.gateway.log;

import io.dsel.event.Token;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.TokenNotCoveredException;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the consumer groups are that the tiers rest on, and from a token to the positions in which what is derived from
 * its events lies. The streams commit their offsets and their output in one transaction: once the group has committed the
 * events of a token, their journal entries lie before the journal's end, and once that is committed, their aggregates
 * before the aggregates' ends.
 */
public final class Groups {
    public static final String SINK = "dsel-indexer";
    public static final String STREAMS = "dsel-aggregator";

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);
    private static final Predicate<String> EVENTS = Topics.EVENTS.asMatchPredicate();
    private static final Predicate<String> AGGREGATES = Topics.AGGREGATES.asMatchPredicate();
    private static final Predicate<String> JOURNAL = Topics.AGGREGATE_JOURNAL.name()::equals;
    private static final Predicate<String> REFERENCES = Topics.REFERENCES.name()::equals;

    private static final Logger LOG = LoggerFactory.getLogger(Groups.class);

    private final Broker broker;

    public Groups(Broker broker) {
        this.broker = broker;
    }

    /**
     * Waits until a group has committed all of it.
     *
     * @throws TokenNotCoveredException if it has not by the deadline
     * @throws LogUnavailableException if the broker does not answer
     */
    public void await(String group, Offsets wanted, Deadline deadline) {
        while (true) {
            Offsets committed = broker.committed(group, deadline);
            if (committed.covers(wanted) || holdsNothing(committed, wanted, deadline)) {
                return;
            }
            if (deadline.remaining().compareTo(BETWEEN_LOOKS) <= 0) {
                throw new TokenNotCoveredException(group + " at " + committed.firstBehind(wanted));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
        }
    }

    /** Whether there is no record between; false if that could not be seen in time. */
    private boolean holdsNothing(Offsets from, Offsets to, Deadline deadline) {
        try {
            return broker.backlog(from, to, deadline).isEmpty();
        } catch (LogUnavailableException e) {
            LOG.debug("what {} lacks is not known", from, e);
            return false;
        }
    }

    /** The domain events that a token stands for; of a journal's position, those that it was made from. */
    public Offsets events(Token token, Deadline deadline) {
        Offsets behind = Offsets.behind(token);
        Offsets events = behind.of(EVENTS);
        return behind.of(JOURNAL).next().isEmpty()
                ? events
                : events.and(broker.committed(STREAMS, deadline).of(EVENTS));
    }

    /** The aggregates that a token stands for: its own, and those of its events, once they are made. */
    public Offsets aggregates(Token token, Deadline deadline) {
        Offsets behind = Offsets.behind(token);
        Offsets events = behind.of(EVENTS);
        Offsets own = behind.of(AGGREGATES);
        if (!events.next().isEmpty()) {
            await(STREAMS, events, deadline);
            await(STREAMS, broker.ends(JOURNAL, deadline), deadline);
            // What a group refers to is asked for with its first aggregate, and answered through the journal.
            await(STREAMS, broker.ends(REFERENCES, deadline), deadline);
            await(STREAMS, broker.ends(JOURNAL, deadline), deadline);
            return own.and(broker.ends(AGGREGATES, deadline));
        }
        return own;
    }

    /** The heads that a token's events have changed, once they have. */
    public Offsets heads(Token token, Deadline deadline) {
        Offsets behind = Offsets.behind(token);
        await(STREAMS, behind.of(EVENTS.or(AGGREGATES)), deadline);
        return broker.ends(Topics.HEADS.name()::equals, deadline);
    }
}
