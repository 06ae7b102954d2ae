package io.dsel.gateway.read;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Keeps reads from a tier that is down: opens after three failures in a row, lets one probe through every two seconds,
 * and closes when one succeeds.
 */
final class Circuit {
    static final int FAILURES = 3;
    static final Duration BETWEEN_PROBES = Duration.ofSeconds(2);

    private final InstantSource clock;
    private int failures;
    private Instant nextProbe = Instant.MIN;

    Circuit(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether this caller may ask; while the circuit is open, one may now and then. */
    synchronized boolean allows() {
        if (failures < FAILURES) {
            return true;
        }
        if (clock.instant().isBefore(nextProbe)) {
            return false;
        }
        nextProbe = clock.instant().plus(BETWEEN_PROBES);
        return true;
    }

    synchronized void succeeded() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        if (failures >= FAILURES) {
            nextProbe = clock.instant().plus(BETWEEN_PROBES);
        }
    }
}
