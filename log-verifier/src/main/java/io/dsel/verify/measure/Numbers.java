package io.dsel.verify.measure;

import java.math.BigDecimal;
import java.math.MathContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Numbers as measures take and tell them: each has at most 34 digits, what is added up between them has all. */
final class Numbers {
    private static final MathContext DIGITS = new MathContext(34);

    private Numbers() {}

    /** Null if it is no number. */
    static BigDecimal of(JsonNode input) {
        return input.isNumber() ? input.decimalValue().round(DIGITS) : null;
    }

    /** A text where no double comes near the number, because events may hold only such numbers. */
    static JsonNode told(BigDecimal exact) {
        BigDecimal value = exact.round(DIGITS).stripTrailingZeros();
        double near = value.doubleValue();
        boolean beyondDoubles = Double.isInfinite(near) || near == 0 && value.signum() != 0;
        JsonNodeFactory json = JsonNodeFactory.instance;
        return beyondDoubles ? json.stringNode(value.toString()) : json.numberNode(value);
    }

    static JsonNode told(long count) {
        return JsonNodeFactory.instance.numberNode(count);
    }
}
