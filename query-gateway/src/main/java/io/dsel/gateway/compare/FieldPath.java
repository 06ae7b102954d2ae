package io.dsel.gateway.compare;

import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Where in a state a value is, such as {@code spec.containers[name=web].ports[0]}. Field names and key values with
 * characters of this notation in them are written as JSON strings: {@code labels["app.kubernetes.io/name"]},
 * {@code [name="a]b"]}. The empty path is the whole state.
 *
 * @param steps from the root
 */
public record FieldPath(List<Step> steps) {
    static final FieldPath ROOT = new FieldPath(List.of());

    private static final Pattern PLAIN_FIELD = Pattern.compile("[^\\p{Cntrl}\\s.\\[\\]\"=]+");
    private static final Pattern PLAIN_VALUE = Pattern.compile("[^\\p{Cntrl}\\]\"]+");

    /** From a value to one in it. */
    public sealed interface Step {}

    /** The value of an object's field. */
    public record Field(String name) implements Step {}

    /** An element of a list by its place, from 0. */
    public record Index(int index) implements Step {}

    /** The element of a list of objects whose field {@code key} has this value, written as text. */
    public record Keyed(String key, String value) implements Step {}

    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** @throws IllegalArgumentException saying what is wrong where */
    public static FieldPath parse(String text) {
        return new FieldPathReader(text).read();
    }

    FieldPath then(Step step) {
        List<Step> longer = new ArrayList<>(steps.size() + 1);
        longer.addAll(steps);
        longer.add(step);
        return new FieldPath(longer);
    }

    /** The value there; a missing node if there is none. */
    JsonNode in(JsonNode state) {
        JsonNode value = state;
        for (Step step : steps) {
            value = step(value, step);
        }
        return value;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Field(String name)
                when PLAIN_FIELD.matcher(name).matches() ->
                    text.append(text.isEmpty() ? "" : ".").append(name);
                case Field(String name) -> text.append('[').append(quoted(name)).append(']');
                case Index(int index) -> text.append('[').append(index).append(']');
                case Keyed(String key, String value) ->
                    text.append('[')
                            .append(key)
                            .append('=')
                            .append(PLAIN_VALUE.matcher(value).matches() ? value : quoted(value))
                            .append(']');
            }
        }
        return text.toString();
    }

    private static JsonNode step(JsonNode value, Step step) {
        return switch (step) {
            case Field(String name) -> value.path(name);
            case Index(int index) -> value.path(index);
            case Keyed(String key, String wanted) ->
                value.isArray()
                        ? value.valueStream()
                                .filter(element -> wanted.equals(ListKey.text(element, key)))
                                .findFirst()
                                .orElse(MissingNode.getInstance())
                        : MissingNode.getInstance();
        };
    }

    private static String quoted(String text) {
        return Json.write(Json.MAPPER.getNodeFactory().stringNode(text));
    }
}
