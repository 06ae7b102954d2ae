package io.dsel.streams.aggregate;

import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Fold;
import java.util.Optional;

/**
 * Whether a change of a group is told, where that depends on the group alone. No clock is asked: a bucket of seconds is
 * one of event time.
 *
 * @param due whether it is
 * @param mark what the group's last aggregate stands for then: the phase that it told, or the greatest bucket that one was
 *     told in; null if nothing
 */
public record Cadence(boolean due, String mark) {
    private static final int MILLIS = 1000;

    /**
     * @param sequence of the change
     * @param time of the event that it came with, milliseconds since 1970 UTC
     * @param fold with that event
     * @param mark as it was before
     */
    public static Cadence of(Emission emission, long sequence, long time, Fold fold, String mark) {
        return switch (emission.on()) {
            case EVENT -> onEvent(emission, sequence, time, mark);
            case PHASE -> onPhase(fold.phase(), mark);
            case PERIOD -> new Cadence(false, mark);
        };
    }

    private static Cadence onEvent(Emission emission, long sequence, long time, String mark) {
        boolean counts = emission.seconds() == 0 || emission.every() > 1;
        boolean due = counts && sequence % emission.every() == 0;
        if (emission.seconds() == 0) {
            return new Cadence(due, mark);
        }
        long bucket = time / (MILLIS * (long) emission.seconds());
        boolean first = mark == null || bucket > Long.parseLong(mark);
        return new Cadence(due || first, first ? Long.toString(bucket) : mark);
    }

    private static Cadence onPhase(Optional<String> phase, String mark) {
        return new Cadence(phase.isPresent() && !phase.get().equals(mark), phase.orElse(mark));
    }
}
