package io.dsel.gateway.read;

import java.time.Duration;

/** A moment that is drawing near, on the clock that only goes forward. */
public record Deadline(long nanoTime) {

    public static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Zero if it is past. */
    public Duration remaining() {
        return Duration.ofNanos(Math.max(0, nanoTime - System.nanoTime()));
    }

    public boolean isPast() {
        return nanoTime - System.nanoTime() <= 0;
    }

    /** So much of what remains. */
    public Duration remaining(Duration most) {
        Duration remaining = remaining();
        return remaining.compareTo(most) < 0 ? remaining : most;
    }
}
