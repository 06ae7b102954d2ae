package io.dsel.streams.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EntityKey;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KindPageTest {
    @Test
    void aKindsBoundsHoldItsObjectsAndNoOthers() {
        KindPage page = new KindPage("Config", null, 10, Optional.empty());
        requireWithin(page, new EntityKey("Config", "a", "n"), true);
        requireWithin(page, new EntityKey("Config", "~", "~"), true);
        requireWithin(page, new EntityKey("ConfigMap", "a", "n"), false);
        requireWithin(page, new EntityKey("Confi", "a", "n"), false);
    }

    @Test
    void anAppsBoundsHoldItsObjectsAndNoOthers() {
        KindPage page = new KindPage("Config", "cluster/apps", 10, Optional.empty());
        assertEquals("Config/cluster%2Fapps/", page.prefix());
        requireWithin(page, new EntityKey("Config", "cluster/apps", "n"), true);
        requireWithin(page, new EntityKey("Config", "cluster/apps2", "n"), false);
        requireWithin(page, new EntityKey("Config", "cluster/apps/x", "n"), false);
        requireWithin(page, new EntityKey("Config", "cluster", "n"), false);
    }

    @Test
    void aPageBeginsAtItsCursorButNotBeforeItsBounds() {
        assertEquals("Config/b/n", new KindPage("Config", null, 1, Optional.of("Config/b/n")).from());
        assertEquals("Config/", new KindPage("Config", null, 1, Optional.of("Artifact/b/n")).from());
    }

    private static void requireWithin(KindPage page, EntityKey entity, boolean within) {
        String text = entity.text();
        boolean found = text.compareTo(page.from()) >= 0 && text.compareTo(page.to()) <= 0;
        assertEquals(within, found, text + " in " + List.of(page.from(), page.to()));
        assertTrue(!within || text.startsWith(page.prefix()));
    }
}
