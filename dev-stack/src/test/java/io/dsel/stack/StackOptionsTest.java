package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StackOptionsTest {

    @Test
    void aServiceWithoutWhatItNeedsIsRefused() {
        IllegalArgumentException refusal = assertThrows(IllegalArgumentException.class, () -> StackOptions.none()
                .with(Part.SINK)
                .with(Part.BROKER)
                .with(Part.REGISTRY)
                .requireComplete());
        assertTrue(refusal.getMessage().contains(Part.OPEN_SEARCH), refusal.getMessage());
    }

    @Test
    void theOrderOfAskingDoesNotMatter() {
        StackOptions options = StackOptions.none()
                .withStreams(2)
                .with(Part.INGEST)
                .with(Part.REGISTRY)
                .with(Part.BROKER)
                .requireComplete();
        assertEquals(2, options.streams());
    }

    @Test
    void anUnknownPartIsRefusedWithThoseThereAre() {
        IllegalArgumentException refusal = assertThrows(
                IllegalArgumentException.class, () -> StackOptions.none().with("zookeeper"));
        assertTrue(refusal.getMessage().contains("zookeeper"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains(Part.BROKER), refusal.getMessage());
    }

    @Test
    void everythingIsComplete() {
        assertEquals(6, StackOptions.everything().requireComplete().parts().size());
    }

    @Test
    void variablesOfOnePartAddUp() {
        StackOptions options = StackOptions.none()
                .withEnvironment(Part.SINK, "A", "1")
                .withEnvironment(Part.SINK, "B", "2")
                .withEnvironment(Part.INGEST, "A", "3");
        assertEquals(
                Map.of(Part.SINK, Map.of("A", "1", "B", "2"), Part.INGEST, Map.of("A", "3")), options.environment());
    }
}
