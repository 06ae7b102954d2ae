package io.dsel.gateway.compare;

import io.dsel.gateway.compare.FieldPath.Field;
import io.dsel.gateway.compare.FieldPath.Index;
import io.dsel.gateway.compare.FieldPath.Keyed;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * For each field of an object's last state, the event that set it to its present value: the first of the latest run of
 * events that all have that value there. A deletion ends every run. Holds one state, however long the history is.
 *
 * @param <E> what is kept of an event
 */
public final class Blame<E> {
    /** A value with nothing in it: a scalar, or an empty object or list. */
    public record Line<E>(FieldPath path, JsonNode value, E event) {}

    private Map<FieldPath, Line<E>> lines = new LinkedHashMap<>();

    /**
     * The next event of the history.
     *
     * @param state that it left; null if it deleted the object
     */
    public void next(E event, JsonNode state) {
        Map<FieldPath, Line<E>> next = new LinkedHashMap<>();
        if (state != null) {
            visit(FieldPath.ROOT, state, event, next);
        }
        lines = next;
    }

    /** In the order of the state's own fields; none if there is no state. */
    public List<Line<E>> lines() {
        return List.copyOf(lines.values());
    }

    private void visit(FieldPath path, JsonNode value, E event, Map<FieldPath, Line<E>> next) {
        if (value.isContainer() && !value.isEmpty()) {
            if (value.isObject()) {
                value.forEachEntry((name, field) -> visit(path.then(new Field(name)), field, event, next));
            } else {
                visitList(path, value, event, next);
            }
            return;
        }
        Line<E> before = lines.get(path);
        boolean unchanged = before != null && Values.same(before.value(), value);
        next.put(path, unchanged ? before : new Line<>(path, value, event));
    }

    private void visitList(FieldPath path, JsonNode list, E event, Map<FieldPath, Line<E>> next) {
        Optional<String> key = ListKey.of(list);
        for (int i = 0; i < list.size(); i++) {
            FieldPath.Step step =
                    key.isPresent() ? new Keyed(key.get(), ListKey.text(list.get(i), key.get())) : new Index(i);
            visit(path.then(step), list.get(i), event, next);
        }
    }
}
