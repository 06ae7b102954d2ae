package io.dsel.streams.aggregate;

import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Numbers that are added up without rounding. Each is cut to 34 digits before, so that a sum is no longer than the span
 * between the smallest and the greatest number that an event may hold.
 */
final class Decimals {
    private static final MathContext DIGITS = MathContext.DECIMAL128;
    private static final BigDecimal LEAST_LONG = BigDecimal.valueOf(Long.MIN_VALUE);
    private static final BigDecimal GREATEST_LONG = BigDecimal.valueOf(Long.MAX_VALUE);

    private Decimals() {}

    /** In one form for each number ({@code 1.10} is {@code 1.1}); null if it is no number. */
    static BigDecimal of(JsonNode value) {
        return value.isNumber() ? value.decimalValue().round(DIGITS).stripTrailingZeros() : null;
    }

    static void write(ValueWriter out, BigDecimal value) {
        out.text(value.toString());
    }

    static BigDecimal read(ValueReader in) {
        return new BigDecimal(in.text());
    }

    /** As it is parsed again, cut to 34 digits; text where no double comes near it, because then an event may not hold it. */
    static JsonNode toJson(BigDecimal exact) {
        BigDecimal value = exact.round(DIGITS).stripTrailingZeros();
        JsonNodeFactory json = Json.MAPPER.getNodeFactory();
        if (value.scale() <= 0 && value.compareTo(LEAST_LONG) >= 0 && value.compareTo(GREATEST_LONG) <= 0) {
            return toJson(value.longValueExact());
        }
        if (value.scale() == 0) {
            return json.numberNode(value.unscaledValue());
        }
        double near = value.doubleValue();
        return Double.isFinite(near) && near != 0 ? json.numberNode(value) : json.stringNode(value.toString());
    }

    /** As it is parsed again. */
    static JsonNode toJson(long value) {
        JsonNodeFactory json = Json.MAPPER.getNodeFactory();
        return value == (int) value ? json.numberNode((int) value) : json.numberNode(value);
    }
}
