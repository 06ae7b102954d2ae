package io.dsel.streams.engine;

import io.dsel.avro.RegistryUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.TopologyException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread fails. Another takes its place and begins at what was committed, unless the failure
 * can't pass: what is refused for good stops this instance at once, and a failure of unknown kind when it returns again
 * and again. A record that can't be read is no reason to fail a thread; it goes to the dead letters.
 */
final class FailureResponse implements StreamsUncaughtExceptionHandler {
    /** Unknown failures within {@link #WINDOW} that stop the instance. */
    static final int TOO_MANY = 6;

    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(FailureResponse.class);

    private final AtomicReference<String> lastFailure;
    private final InstantSource clock;

    /** Times of unknown failures, oldest first; guarded by this. */
    private final Deque<Instant> unknown = new ArrayDeque<>();

    /** What a failure says about the next attempt. */
    private enum Outlook {
        PASSES,
        UNKNOWN,
        PERMANENT
    }

    /** @param lastFailure told why the instance stopped */
    FailureResponse(AtomicReference<String> lastFailure, InstantSource clock) {
        this.lastFailure = lastFailure;
        this.clock = clock;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable error) {
        Throwable root = rootOf(error);
        Outlook outlook = outlookOf(error);
        if (outlook == Outlook.PASSES) {
            LOG.warn("a stream thread failed and is replaced: {}", root.getMessage());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        if (outlook == Outlook.UNKNOWN && isRare()) {
            LOG.warn("a stream thread failed and is replaced: {}", root.toString(), error);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        lastFailure.set(root.toString());
        LOG.error("the streams stop: {}; start the service again when the cause is removed", root.getMessage(), error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    private synchronized boolean isRare() {
        Instant now = clock.instant();
        unknown.addLast(now);
        while (unknown.getFirst().isBefore(now.minus(WINDOW))) {
            unknown.removeFirst();
        }
        return unknown.size() < TOO_MANY;
    }

    /**
     * A registry or a broker that does not answer may answer later. What a broker refuses because it has lost the state
     * of a transaction in a crash, it takes from a new thread, which begins a new one; only what it refuses for good,
     * such as a missing permission or a record that is too large, it refuses again. And a standby that becomes active in
     * the rebalance which brings a new topic does not know that topic in Kafka Streams 4.3.1, and says that the topology
     * is invalid; a new thread makes its tasks afresh, with all topics.
     */
    private static Outlook outlookOf(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            Outlook outlook =
                    switch (cause) {
                        case VirtualMachineError e -> Outlook.PERMANENT;
                        case AuthenticationException e -> Outlook.PERMANENT;
                        case AuthorizationException e -> Outlook.PERMANENT;
                        case RecordTooLargeException e -> Outlook.PERMANENT;
                        case UnsupportedVersionException e -> Outlook.PERMANENT;
                        case RegistryUnavailableException e -> Outlook.PASSES;
                        case TopologyException e -> Outlook.PASSES;
                        case ApiException e -> Outlook.PASSES;
                        default -> Outlook.UNKNOWN;
                    };
            if (outlook != Outlook.UNKNOWN) {
                return outlook;
            }
        }
        return Outlook.UNKNOWN;
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
