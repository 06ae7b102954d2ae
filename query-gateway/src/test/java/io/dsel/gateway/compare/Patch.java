package io.dsel.gateway.compare;

import io.dsel.gateway.compare.Change.Op;
import io.dsel.gateway.compare.FieldPath.Field;
import io.dsel.gateway.compare.FieldPath.Index;
import io.dsel.gateway.compare.FieldPath.Keyed;
import io.dsel.gateway.compare.FieldPath.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Applies changes as {@link Diff} says they are meant, by their paths alone. */
final class Patch {
    private JsonNode state;

    private Patch(JsonNode state) {
        this.state = state;
    }

    static JsonNode apply(JsonNode from, List<Change> changes) {
        Patch patch = new Patch(from == null ? null : from.deepCopy());
        Map<FieldPath, List<Change>> placed = new LinkedHashMap<>();
        for (Change change : changes) {
            if (change.at() == null) {
                patch.apply(change);
            } else {
                placed.computeIfAbsent(parent(change.path()), list -> new ArrayList<>())
                        .add(change);
            }
        }
        placed.entrySet().stream()
                .sorted(Comparator.comparing(list -> -list.getKey().steps().size()))
                .forEach(list -> patch.place((ArrayNode) list.getKey().in(patch.state), list.getValue()));
        return patch.state;
    }

    private void apply(Change change) {
        JsonNode to = change.to() == null ? null : change.to().deepCopy();
        if (change.path().steps().isEmpty()) {
            state = to;
            return;
        }
        JsonNode parent = parent(change.path()).in(state);
        switch (change.path().steps().getLast()) {
            case Field(String name) when change.op() == Op.REMOVE -> ((ObjectNode) parent).remove(name);
            case Field(String name) -> ((ObjectNode) parent).set(name, to);
            case Index(int index) when change.op() == Op.REMOVE -> ((ArrayNode) parent).remove(index);
            case Index(int index) when change.op() == Op.ADD -> ((ArrayNode) parent).insert(index, to);
            case Index(int index) -> ((ArrayNode) parent).set(index, to);
            case Keyed step -> ((ArrayNode) parent).remove(place(parent, step));
        }
    }

    private void place(ArrayNode list, List<Change> changes) {
        Map<Integer, JsonNode> places = new LinkedHashMap<>();
        for (Change change : changes) {
            places.put(
                    change.at(),
                    change.op() == Op.ADD
                            ? change.to().deepCopy()
                            : list.remove(place(list, change.path().steps().getLast())));
        }
        places.forEach(list::insert);
    }

    private static int place(JsonNode list, Step step) {
        JsonNode element = new FieldPath(List.of(step)).in(list);
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) == element) {
                return i;
            }
        }
        throw new AssertionError(step + " is not in " + list);
    }

    private static FieldPath parent(FieldPath path) {
        return new FieldPath(path.steps().subList(0, path.steps().size() - 1));
    }
}
