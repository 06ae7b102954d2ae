package io.dsel.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;

/** The text of an entity's key, and the name of a kind. */
final class EntityKeyTarget {
    private EntityKeyTarget() {}

    static void run(byte[] input) {
        String text = new String(input, UTF_8);
        try {
            Property.same(text, EntityKey.parse(text).text());
        } catch (IllegalArgumentException e) {
            Property.says(e);
        }
        try {
            EventKind kind = EventKind.parse(text);
            Property.same(text, kind.name());
            Property.same(kind, EventKind.of(text, kind.objectKind()));
        } catch (InvalidEventException e) {
            Property.says(e);
        }
    }
}
