package io.dsel.sink.document;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EntityKey;
import org.junit.jupiter.api.Test;

class DocumentIdTest {
    @Test
    void anEntityIsItsOwnIdWhileItFits() {
        EntityKey entity = new EntityKey("Thing", "cluster/apps", "t");
        assertEquals("Thing/cluster%2Fapps/t", DocumentId.of(entity));
        EntityKey longest = new EntityKey("Thing", "a".repeat(253), "n".repeat(252));
        assertEquals(512, longest.text().length());
        assertEquals(longest.text(), DocumentId.of(longest));
    }

    @Test
    void aLongerOneIsItsDigest() {
        EntityKey one = new EntityKey("Thing", "a".repeat(254), "n".repeat(252));
        EntityKey other = new EntityKey("Thing", "a".repeat(253), "n".repeat(253));
        assertTrue(DocumentId.of(one).matches("sha256:[0-9a-f]{64}"), DocumentId.of(one));
        assertNotEquals(DocumentId.of(one), DocumentId.of(other));
        assertEquals(DocumentId.of(one), DocumentId.of(EntityKey.parse(one.text())));
    }
}
