package io.dsel.streams.engine;

/** What was asked for needs all instances paused. */
public final class StreamsRunningException extends RuntimeException {
    public StreamsRunningException(String who) {
        super(who + "; pause each instance (POST /v1/replay/pause)");
    }
}
