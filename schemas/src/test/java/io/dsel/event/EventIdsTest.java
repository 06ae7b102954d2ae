package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final UUID DNS = UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");

    @Test
    void newIdsAreVersion7AndSortAsTheyWereMade() {
        String before = "";
        for (int i = 0; i < 100_000; i++) {
            String id = EventIds.next();
            assertEquals(7, UUID.fromString(id).version());
            assertTrue(id.compareTo(before) > 0, before + " then " + id);
            before = id;
        }
    }

    @Test
    void derivedIdsAreVersion5() {
        // RFC 9562, appendix A.4
        assertEquals("2ed6657d-e927-568b-95e1-2665a8aea6a2", EventIds.derived(DNS, "www.example.com"));
    }

    @Test
    void noTwoListsOfPartsMeet() {
        assertEquals(EventIds.derived(DNS, "a", "b"), EventIds.derived(DNS, "a", "b"));
        assertNotEquals(EventIds.derived(DNS, "a", "b"), EventIds.derived(DNS, "ab"));
        assertNotEquals(EventIds.derived(DNS, "a", "b"), EventIds.derived(DNS, "a", "", "b"));
        assertThrows(IllegalArgumentException.class, () -> EventIds.derived(DNS, "a\0b"));
    }
}
