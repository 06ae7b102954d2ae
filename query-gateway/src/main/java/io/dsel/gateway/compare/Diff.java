package io.dsel.gateway.compare;

import io.dsel.gateway.compare.FieldPath.Field;
import io.dsel.gateway.compare.FieldPath.Index;
import io.dsel.gateway.compare.FieldPath.Keyed;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * The changes from one state to another: the deepest values that differ, in the order of the first state, then of what
 * the second adds. Lists are compared place by place; lists of objects that all have a {@code name}, or else an
 * {@code id}, of their own are compared by it.
 *
 * <p>To get the second state from the first: take the changes without {@code at} in their order; then take what moves
 * out of its list, and put what moves or comes in at its place, in ascending order of places; inner lists first.
 */
public final class Diff {
    private final List<Change> changes = new ArrayList<>();

    private Diff() {}

    /** @param from, to null if there is no state, as before an object's first event or after its deletion */
    public static List<Change> of(JsonNode from, JsonNode to) {
        Diff diff = new Diff();
        if (from == null && to != null) {
            diff.changes.add(Change.add(FieldPath.ROOT, to));
        } else if (from != null && to == null) {
            diff.changes.add(Change.remove(FieldPath.ROOT, from));
        } else if (from != null) {
            diff.compare(FieldPath.ROOT, from, to);
        }
        return List.copyOf(diff.changes);
    }

    private void compare(FieldPath path, JsonNode from, JsonNode to) {
        if (from.isObject() && to.isObject()) {
            compareObjects(path, from, to);
        } else if (from.isArray() && to.isArray()) {
            Optional<String> key = ListKey.of(from, to);
            if (key.isPresent()) {
                compareByKey(path, key.get(), from, to);
            } else {
                compareByPlace(path, from, to);
            }
        } else if (!Values.same(from, to)) {
            changes.add(Change.replace(path, from, to));
        }
    }

    private void compareObjects(FieldPath path, JsonNode from, JsonNode to) {
        from.forEachEntry((name, value) -> {
            FieldPath field = path.then(new Field(name));
            if (to.has(name)) {
                compare(field, value, to.get(name));
            } else {
                changes.add(Change.remove(field, value));
            }
        });
        to.forEachEntry((name, value) -> {
            if (!from.has(name)) {
                changes.add(Change.add(path.then(new Field(name)), value));
            }
        });
    }

    /** What is cut off goes from the end, so that the places before it stay right. */
    private void compareByPlace(FieldPath path, JsonNode from, JsonNode to) {
        int common = Math.min(from.size(), to.size());
        for (int i = 0; i < common; i++) {
            compare(path.then(new Index(i)), from.get(i), to.get(i));
        }
        for (int i = from.size() - 1; i >= common; i--) {
            changes.add(Change.remove(path.then(new Index(i)), from.get(i)));
        }
        for (int i = common; i < to.size(); i++) {
            changes.add(Change.add(path.then(new Index(i)), to.get(i)));
        }
    }

    private void compareByKey(FieldPath path, String key, JsonNode from, JsonNode to) {
        Map<String, Integer> before = ListKey.places(from, key);
        Map<String, Integer> after = ListKey.places(to, key);
        List<Integer> kept = new ArrayList<>();
        for (JsonNode element : from) {
            String value = ListKey.text(element, key);
            FieldPath there = path.then(new Keyed(key, value));
            Integer place = after.get(value);
            if (place == null) {
                changes.add(Change.remove(there, element));
            } else {
                kept.add(place);
                compare(there, element, to.get(place));
            }
        }
        Set<Integer> unmoved = Ascending.longest(kept);
        for (int i = 0; i < to.size(); i++) {
            String value = ListKey.text(to.get(i), key);
            FieldPath there = path.then(new Keyed(key, value));
            if (!before.containsKey(value)) {
                changes.add(Change.addAt(there, to.get(i), i));
            } else if (!unmoved.contains(i)) {
                changes.add(Change.move(there, i));
            }
        }
    }
}
