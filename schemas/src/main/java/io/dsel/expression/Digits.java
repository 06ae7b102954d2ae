package io.dsel.expression;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The digits that an object writes its numbers with, which a double does not remember: what was {@code 1.10} before a
 * conversion is not {@code 1.1} behind it. Where an object writes one number in two ways, its first is taken. For one thread.
 */
public final class Digits {
    private final JsonNode source;
    private Map<Double, BigDecimal> written;

    public Digits(JsonNode source) {
        this.source = source;
    }

    /** @param number finite */
    BigDecimal of(double number) {
        if (written == null) {
            written = new HashMap<>();
            collect(source);
        }
        return written.getOrDefault(number, BigDecimal.valueOf(number));
    }

    private void collect(JsonNode node) {
        if (node.isContainer()) {
            node.forEach(this::collect);
        } else if (node.isNumber() && !node.isIntegralNumber()) {
            BigDecimal exact = node.decimalValue();
            double near = exact.doubleValue();
            if (Double.isFinite(near) && exact.compareTo(BigDecimal.valueOf(near)) == 0) {
                written.putIfAbsent(near, exact);
            }
        }
    }
}
