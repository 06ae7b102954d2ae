package io.dsel.sink.log;

import java.util.Locale;

/** What a sink is doing. */
public sealed interface SinkState {
    /** Not reading yet: what it waits for. */
    record Starting(String waitingFor) implements SinkState {}

    record Running() implements SinkState {}

    /** Told to pause, for a replay; has left its group. */
    record Paused() implements SinkState {}

    /** Can't go on until somebody has changed something, and then resumed or restarted it. */
    record Stopped(String reason) implements SinkState {}

    /** {@code STARTING}, {@code RUNNING}, {@code PAUSED} or {@code STOPPED}. */
    default String label() {
        return getClass().getSimpleName().toUpperCase(Locale.ROOT);
    }
}
