package io.dsel.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class InstancesTest {
    private static final URI A = URI.create("http://a:1");
    private static final URI B = URI.create("http://b:1");
    private static final URI C = URI.create("http://c:1");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Instances instances = new Instances(List.of(A, B, C), now::get);

    @Test
    void eachIsFirstInTurn() {
        assertEquals(List.of(A, B, C), instances.inTurn());
        assertEquals(List.of(B, C, A), instances.inTurn());
        assertEquals(List.of(C, A, B), instances.inTurn());
        assertEquals(List.of(A, B, C), instances.inTurn());
    }

    @Test
    void oneThatFailedIsAskedLastUntilItsTimeIsOver() {
        instances.failed(A);
        assertEquals(List.of(B, C, A), instances.inTurn());
        assertEquals(List.of(B, C, A), instances.inTurn());
        now.set(Instant.EPOCH.plus(Instances.SHUNNED).plusMillis(1));
        instances.inTurn();
        assertEquals(List.of(A, B, C), instances.inTurn());
    }

    @Test
    void oneThatAnsweredIsFitAgain() {
        instances.failed(A);
        instances.answered(A);
        assertEquals(List.of(A, B, C), instances.inTurn());
    }

    @Test
    void theyAreAllAskedEvenIfAllFailed() {
        List.of(A, B, C).forEach(instances::failed);
        assertEquals(3, instances.inTurn().size());
    }

    @Test
    void noneAtAllIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> new Instances(List.of(), now::get));
    }
}
