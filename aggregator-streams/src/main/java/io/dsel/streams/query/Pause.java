package io.dsel.streams.query;

import io.dsel.streams.engine.StreamsUnavailableException;
import java.time.Duration;

/** Waits a moment between two looks; on a virtual thread that costs nothing. */
final class Pause {
    private Pause() {}

    static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsUnavailableException("the service is stopping", e);
        }
    }
}
