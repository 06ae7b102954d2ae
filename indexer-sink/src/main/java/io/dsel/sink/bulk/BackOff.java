package io.dsel.sink.bulk;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait before the next attempt: twice as long each time up to a limit, of which between a half and the
 * whole is waited, so that many who failed together don't come back together.
 *
 * @param random from 0 to 1
 */
public record BackOff(Duration first, Duration longest, DoubleSupplier random) {
    private static final int MAX_DOUBLINGS = 30;

    /** @param failures how many attempts have failed, from 1 */
    public Duration after(int failures) {
        long doubled = first.toMillis() << Math.min(failures - 1, MAX_DOUBLINGS);
        long limit = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.round(limit * (0.5 + random.getAsDouble() / 2)));
    }
}
