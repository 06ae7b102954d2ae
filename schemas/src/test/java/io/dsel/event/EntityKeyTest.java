package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityKeyTest {

    @Test
    void textIsPercentEncodedPerPart() {
        assertEquals(
                "Deployment/cluster%2Fapps%2Fmedia/caf%C3%A9%20%F0%9F%9A%80",
                new EntityKey("Deployment", "cluster/apps/media", "café 🚀").text());
        assertEquals("A/a-b._~/1", new EntityKey("A", "a-b._~", "1").text());
    }

    @Test
    void everyKeyComesBackFromItsTextAndNoTwoShareOne() {
        long seed = System.nanoTime();
        RandomText text = new RandomText(new Random(seed));
        Map<String, EntityKey> byText = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            EntityKey key = new EntityKey(text.next(10), text.next(20), text.next(2));
            assertEquals(key, EntityKey.parse(key.text()), "seed " + seed);
            EntityKey other = byText.put(key.text(), key);
            assertTrue(other == null || other.equals(key), "seed " + seed);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "A",
                "A/b",
                "A/b/c/d",
                "A//c",
                "A/b/",
                "A/b/c%2f",
                "A/b/%63",
                "A/b/c d",
                "A/b/%",
                "A/b/%4",
                "A/b/%zz",
                "A/b/é",
                "A/b/%FF",
                "A/b/%C0%AF",
                "A/b/%ED%A0%80",
                "A/b/%0A"
            })
    void onlyTheOneSpellingIsRead(String text) {
        assertThrows(IllegalArgumentException.class, () -> EntityKey.parse(text));
    }

    @Test
    void everyWrongPartIsNamed() {
        InvalidEventException e =
                assertThrows(InvalidEventException.class, () -> new EntityKey("A", null, "tab\there"));
        assertEquals(
                List.of(
                        new Violation("meta.appId", "is required"),
                        new Violation("meta.name", "has a control character")),
                e.violations());
    }

    @Test
    void aPartHasAtMost400Bytes() {
        assertEquals("a", EntityKey.parse("A/a/" + "b".repeat(400)).appId());
        assertThrows(InvalidEventException.class, () -> new EntityKey("A", "a", "b".repeat(401)));
        assertThrows(InvalidEventException.class, () -> new EntityKey("A", "a", "é".repeat(201)));
    }

    @Test
    void halfASurrogatePairIsRefused() {
        for (String name : List.of("\uD83D", "\uDE80", "\uDE80\uD83D", "a\uD83Db")) {
            assertThrows(InvalidEventException.class, () -> new EntityKey("A", "a", name));
        }
    }
}
