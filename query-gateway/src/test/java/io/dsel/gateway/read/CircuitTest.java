package io.dsel.gateway.read;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CircuitTest {
    private Instant now = Instant.parse("2026-01-15T10:30:00Z");
    private final Circuit circuit = new Circuit(() -> now);

    @Test
    void opensAfterThreeFailuresInARow() {
        circuit.failed();
        circuit.failed();
        circuit.succeeded();
        circuit.failed();
        circuit.failed();
        assertTrue(circuit.allows(), "a success between them starts the count anew");
        circuit.failed();
        assertFalse(circuit.allows());
    }

    @Test
    void letsOneProbeThroughEveryTwoSeconds() {
        open();
        pass(1999);
        assertFalse(circuit.allows());
        pass(1);
        assertTrue(circuit.allows());
        assertFalse(circuit.allows(), "the probe is under way");
        pass(2000);
        assertTrue(circuit.allows(), "the probe was lost");
    }

    @Test
    void aProbeThatFailsKeepsItOpenAndOneThatSucceedsClosesIt() {
        open();
        pass(2000);
        assertTrue(circuit.allows());
        circuit.failed();
        assertFalse(circuit.allows());
        pass(2000);
        assertTrue(circuit.allows());
        circuit.succeeded();
        assertTrue(circuit.allows());
        assertTrue(circuit.allows());
    }

    private void open() {
        for (int i = 0; i < Circuit.FAILURES; i++) {
            circuit.failed();
        }
    }

    private void pass(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }
}
