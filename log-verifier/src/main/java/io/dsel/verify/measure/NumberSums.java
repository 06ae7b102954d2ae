package io.dsel.verify.measure;

import io.dsel.json.Json;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Measures that add up numbers. */
final class NumberSums {
    private NumberSums() {}

    /** Every event counts, whatever is in it. */
    static final class Count implements MeasureSum {
        private long events;

        @Override
        public boolean add(JsonNode input) {
            events++;
            return true;
        }

        @Override
        public JsonNode told() {
            return Numbers.told(events);
        }
    }

    static final class Sum implements MeasureSum {
        private BigDecimal sum = BigDecimal.ZERO;

        @Override
        public boolean add(JsonNode input) {
            BigDecimal number = Numbers.of(input);
            sum = number == null ? sum : sum.add(number);
            return number != null;
        }

        @Override
        public JsonNode told() {
            return Numbers.told(sum);
        }
    }

    static final class Histogram implements MeasureSum {
        private final List<BigDecimal> bounds;
        private final long[] counts;

        /** @param bounds each the most that its bucket holds, ascending */
        Histogram(List<Double> bounds) {
            this.bounds = bounds.stream().map(BigDecimal::valueOf).toList();
            counts = new long[bounds.size() + 1];
        }

        @Override
        public boolean add(JsonNode input) {
            BigDecimal number = Numbers.of(input);
            if (number == null) {
                return false;
            }
            long passed =
                    bounds.stream().filter(bound -> bound.compareTo(number) < 0).count();
            counts[(int) passed]++;
            return true;
        }

        @Override
        public JsonNode told() {
            ObjectNode told = Json.MAPPER.createObjectNode();
            ArrayNode most = told.putArray("bounds");
            bounds.forEach(bound -> most.add(Numbers.told(bound)));
            ArrayNode each = told.putArray("counts");
            for (long count : counts) {
                each.add(count);
            }
            return told;
        }
    }
}
