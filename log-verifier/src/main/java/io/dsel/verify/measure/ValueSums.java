package io.dsel.verify.measure;

import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Measures that tell one of the values. */
final class ValueSums {
    private static final JsonNode NOTHING = JsonNodeFactory.instance.nullNode();

    private ValueSums() {}

    /** That of the first event that has one. */
    static final class First implements MeasureSum {
        private JsonNode value = NOTHING;

        @Override
        public boolean add(JsonNode input) {
            boolean there = isThere(input);
            value = there && value.isNull() ? input : value;
            return there;
        }

        @Override
        public JsonNode told() {
            return value;
        }
    }

    /** That of the last event that has one. */
    static final class Last implements MeasureSum {
        private JsonNode value = NOTHING;

        @Override
        public boolean add(JsonNode input) {
            boolean there = isThere(input);
            value = there ? input : value;
            return there;
        }

        @Override
        public JsonNode told() {
            return value;
        }
    }

    /** The least or the greatest; every number is less than every text. */
    static final class Extreme implements MeasureSum {
        private final int direction;
        private BigDecimal number;
        private String text;

        /** @param direction 1 for the greatest, -1 for the least */
        Extreme(int direction) {
            this.direction = direction;
        }

        @Override
        public boolean add(JsonNode input) {
            if (input.isString()) {
                String its = input.stringValue();
                text = text == null || its.compareTo(text) * direction > 0 ? its : text;
                return true;
            }
            BigDecimal its = Numbers.of(input);
            if (its != null) {
                number = number == null || its.compareTo(number) * direction > 0 ? its : number;
            }
            return its != null;
        }

        @Override
        public JsonNode told() {
            if (number == null && text == null) {
                return NOTHING;
            }
            boolean isText = number == null || text != null && direction > 0;
            return isText ? JsonNodeFactory.instance.stringNode(text) : Numbers.told(number);
        }
    }

    private static boolean isThere(JsonNode input) {
        return !input.isMissingNode() && !input.isNull();
    }
}
