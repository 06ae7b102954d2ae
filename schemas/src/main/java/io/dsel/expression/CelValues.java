package io.dsel.expression;

import dev.cel.common.values.NullValue;
import io.dsel.json.Excerpt;
import io.dsel.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON as CEL's values and back. Integers of 64 bits are {@code int}, other numbers {@code double}; a number that neither
 * holds exactly stays what it is: no expression can compute with it, but it equals itself and a conversion can pass it on.
 */
public final class CelValues {
    /** Characters of a value in a message. */
    private static final int MOST_SHOWN = 100;

    private CelValues() {}

    /** A number that neither {@code int} nor {@code double} holds. No {@link Number}, which CEL would take for one of its own. */
    private record Unheld(JsonNode node) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Unheld unheld && node.decimalValue().compareTo(unheld.node.decimalValue()) == 0;
        }

        @Override
        public int hashCode() {
            return node.decimalValue().stripTrailingZeros().hashCode();
        }
    }

    static Object of(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> map((ObjectNode) node);
            case ARRAY -> {
                List<Object> items = new ArrayList<>(node.size());
                node.forEach(item -> items.add(of(item)));
                yield items;
            }
            case STRING -> node.stringValue();
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> number(node);
            default -> NullValue.NULL_VALUE;
        };
    }

    static Map<String, Object> map(ObjectNode object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.forEachEntry((name, value) -> map.put(name, of(value)));
        return map;
    }

    /**
     * @param digits of the numbers that were there before
     * @param budget charged with what the JSON takes, because the same value may stand in many places
     * @throws ExpressionException if JSON has no such value
     */
    public static JsonNode toJson(Object value, Digits digits, Budget budget) {
        return toJson(value, digits, budget, 1);
    }

    private static JsonNode toJson(Object value, Digits digits, Budget budget, int depth) {
        budget.charge(value);
        if (depth > Json.MAX_DEPTH) {
            throw new ExpressionException("makes more than " + Json.MAX_DEPTH + " levels");
        }
        JsonNodeFactory json = JsonNodeFactory.instance;
        return switch (value) {
            case Map<?, ?> map -> {
                ObjectNode object = json.objectNode();
                map.forEach((name, item) -> object.set(name(name), toJson(item, digits, budget, depth + 1)));
                yield object;
            }
            case List<?> list -> {
                ArrayNode array = json.arrayNode(list.size());
                list.forEach(item -> array.add(toJson(item, digits, budget, depth + 1)));
                yield array;
            }
            case String text -> json.stringNode(text);
            case Boolean flag -> json.booleanNode(flag);
            case Long number when number == number.intValue() -> json.numberNode(number.intValue()); // as it is parsed
            case Long number -> json.numberNode(number);
            case Double number when Double.isFinite(number) -> json.numberNode(digits.of(number));
            case Unheld number -> number.node();
            case NullValue none -> json.nullNode();
            default ->
                throw new ExpressionException(
                        "makes " + Excerpt.of(value.toString(), MOST_SHOWN) + ", which JSON has no value for");
        };
    }

    private static String name(Object key) {
        if (key instanceof String text) {
            return text;
        }
        throw new ExpressionException("makes a map with the key " + key + ", which is no text");
    }

    private static Object number(JsonNode node) {
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : new Unheld(node);
        }
        BigDecimal exact = node.decimalValue();
        double near = exact.doubleValue();
        boolean same = Double.isFinite(near) && exact.compareTo(BigDecimal.valueOf(near)) == 0;
        return same ? (Object) near : new Unheld(node);
    }
}
