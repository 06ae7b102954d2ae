package io.dsel.gateway.compare;

import io.dsel.json.Json;
import java.util.Locale;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One step from a state to another.
 *
 * @param path of what changed; in lists by place, places are those of the first state
 * @param from null if there was nothing, or nothing changed but the place
 * @param to null if there is nothing now, or nothing changed but the place
 * @param at place in the second state, for what comes or moves within a list of elements with keys; else null
 */
public record Change(Op op, FieldPath path, JsonNode from, JsonNode to, Integer at) {

    /** What happened to the value at the path. */
    public enum Op {
        ADD,
        REMOVE,
        REPLACE,
        /** The element stands elsewhere in its list. */
        MOVE
    }

    static Change add(FieldPath path, JsonNode to) {
        return new Change(Op.ADD, path, null, Objects.requireNonNull(to), null);
    }

    static Change addAt(FieldPath path, JsonNode to, int at) {
        return new Change(Op.ADD, path, null, Objects.requireNonNull(to), at);
    }

    static Change remove(FieldPath path, JsonNode from) {
        return new Change(Op.REMOVE, path, Objects.requireNonNull(from), null, null);
    }

    static Change replace(FieldPath path, JsonNode from, JsonNode to) {
        return new Change(Op.REPLACE, path, Objects.requireNonNull(from), Objects.requireNonNull(to), null);
    }

    static Change move(FieldPath path, int at) {
        return new Change(Op.MOVE, path, null, null, at);
    }

    /** {@code {"op","path"[,"from"][,"to"][,"at"]}}. */
    public ObjectNode json() {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("op", op.name().toLowerCase(Locale.ROOT)).put("path", path.toString());
        if (from != null) {
            json.set("from", from);
        }
        if (to != null) {
            json.set("to", to);
        }
        if (at != null) {
            json.put("at", at);
        }
        return json;
    }
}
