package io.dsel.gateway.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RecentEventsTest {
    @Test
    void theSecondCopyIsKnownAsLongAsItIsRemembered() {
        RecentEvents recent = new RecentEvents();
        assertTrue(recent.add("Note/a/b", "e"));
        assertFalse(recent.add("Note/a/b", "e"));
        assertTrue(recent.add("Note/a/c", "e"), "ids are an entity's own");
        for (int n = 0; n < RecentEvents.SIZE; n++) {
            recent.add("Note/a/b", "other-" + n);
        }
        assertTrue(recent.add("Note/a/b", "e"), "memory is bounded");
    }
}
