package io.dsel.streams.engine;

/** The stores cannot be read now, and may be in a moment: starting, rebalancing, replaying. */
public final class StreamsUnavailableException extends RuntimeException {
    public StreamsUnavailableException(String reason) {
        super(reason);
    }

    public StreamsUnavailableException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
