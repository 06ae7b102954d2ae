package io.dsel.streams.engine;

import io.dsel.avro.RegistryUnavailableException;
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
 * What happens when a stream thread fails: where the cause may pass, another takes its place and begins at what was
 * committed; otherwise this instance stops, because the same record would fail it again.
 */
final class FailureResponse implements StreamsUncaughtExceptionHandler {
    private static final Logger LOG = LoggerFactory.getLogger(FailureResponse.class);

    private final AtomicReference<String> lastFailure;

    /** @param lastFailure told why the instance stopped */
    FailureResponse(AtomicReference<String> lastFailure) {
        this.lastFailure = lastFailure;
    }

    @Override
    public StreamThreadExceptionResponse handle(Throwable error) {
        Throwable root = rootOf(error);
        if (mayPass(error)) {
            LOG.warn("a stream thread failed and is replaced: {}", root.getMessage());
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        }
        lastFailure.set(root.toString());
        LOG.error("the streams stop: {}; start the service again when the cause is removed", root.getMessage(), error);
        return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }

    /**
     * A registry or a broker that does not answer may answer later. What a broker refuses because it has lost the state
     * of a transaction in a crash, it takes from a new thread, which begins a new one; only what it refuses for good,
     * such as a missing permission or a record that is too large, it refuses again. And a standby that becomes active in the rebalance
     * which brings a new topic does not know that topic in Kafka Streams 4.3.1, and says that the topology is invalid;
     * a new thread makes its tasks afresh, with all topics.
     */
    static boolean mayPass(Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof RegistryUnavailableException
                    || isOfTheMoment(cause)
                    || cause instanceof TopologyException) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfTheMoment(Throwable cause) {
        return switch (cause) {
            case AuthenticationException e -> false;
            case AuthorizationException e -> false;
            case RecordTooLargeException e -> false;
            case UnsupportedVersionException e -> false;
            case ApiException e -> true;
            default -> false;
        };
    }

    private static Throwable rootOf(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
