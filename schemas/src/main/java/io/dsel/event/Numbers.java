package io.dsel.event;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Which numbers an event may hold: those that a double can stand for, however many digits they have. Beyond them a reader in
 * another language sees infinity or zero, and {@code 1e999999999} written in full would be a gigabyte.
 */
final class Numbers {
    private static final int GREATEST_EXPONENT = 308;
    private static final int LEAST_EXPONENT = -324;

    private Numbers() {}

    /** What is wrong with a number, if something is. */
    static Optional<String> problem(JsonNode number) {
        if (number.isInt() || number.isLong()) {
            return Optional.empty();
        }
        BigDecimal value = number.decimalValue();
        long exponent = (long) value.precision() - value.scale() - 1;
        if (exponent < GREATEST_EXPONENT && exponent > LEAST_EXPONENT + 1) {
            return Optional.empty();
        }
        return fits(value, exponent)
                ? Optional.empty()
                : Optional.of("is out of the range of numbers, which ends at 1.8e308 and begins at 4.9e-324;"
                        + " make it a string");
    }

    private static boolean fits(BigDecimal value, long exponent) {
        if (exponent > GREATEST_EXPONENT || exponent < LEAST_EXPONENT) {
            return false;
        }
        double nearest = value.doubleValue();
        return Double.isFinite(nearest) && (nearest != 0 || value.signum() == 0);
    }
}
