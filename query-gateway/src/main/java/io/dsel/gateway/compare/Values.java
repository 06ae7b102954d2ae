package io.dsel.gateway.compare;

import tools.jackson.databind.JsonNode;

/** When two values are the same. */
final class Values {
    private Values() {}

    /**
     * Whether they are written alike, but for the order of fields. A number is what its digits are: 1 of an int is 1 of
     * a long, 1.10 is not 1.1.
     */
    static boolean same(JsonNode a, JsonNode b) {
        return a.equals((one, other) -> sameLeaf(one, other) ? 0 : 1, b);
    }

    private static boolean sameLeaf(JsonNode a, JsonNode b) {
        if (a.isIntegralNumber() && b.isIntegralNumber()) {
            return a.bigIntegerValue().equals(b.bigIntegerValue());
        }
        if (a.isNumber() && b.isNumber()) {
            return a.isIntegralNumber() == b.isIntegralNumber()
                    && a.decimalValue().equals(b.decimalValue());
        }
        return a.equals(b);
    }
}
