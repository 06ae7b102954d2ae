package io.dsel.verify.measure;

import io.dsel.json.Json;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Measures that add something up for each of many texts. */
final class TextSums {
    private static final Comparator<Map.Entry<String, Long>> MOST_FIRST = Comparator.comparingLong(
                    (Map.Entry<String, Long> entry) -> -entry.getValue())
            .thenComparing(Map.Entry::getKey);

    private TextSums() {}

    static MeasureSum countBy(int limit, long mostBytes) {
        return new Counts(limit, mostBytes, TextSums::byText);
    }

    static MeasureSum distinct(int limit, long mostBytes) {
        return new Counts(limit, mostBytes, TextSums::different);
    }

    /** @param shown of those that are counted */
    static MeasureSum top(int shown, int counted, long mostBytes) {
        return new Counts(counted, mostBytes, counts -> most(counts, shown));
    }

    /** How many events there are of each text, told in one of several ways. */
    private static final class Counts implements MeasureSum {
        private final KeptTexts<Long> counts;
        private final Function<KeptTexts<Long>, JsonNode> telling;

        Counts(int limit, long mostBytes, Function<KeptTexts<Long>, JsonNode> telling) {
            counts = new KeptTexts<>(limit, mostBytes, Long::sum);
            this.telling = telling;
        }

        @Override
        public boolean add(JsonNode input) {
            boolean isText = isText(input);
            if (isText) {
                counts.add(input.asString(), 1L);
            }
            return isText;
        }

        @Override
        public JsonNode told() {
            return telling.apply(counts);
        }

        @Override
        public boolean isTruncated() {
            return counts.isTruncated();
        }
    }

    /** The sum of the numbers of each text. */
    static final class SumBy implements MeasureSum {
        private final KeptTexts<BigDecimal> sums;

        SumBy(int limit, long mostBytes) {
            sums = new KeptTexts<>(limit, mostBytes, BigDecimal::add);
        }

        @Override
        public boolean add(JsonNode input) {
            BigDecimal number = Numbers.of(input.path("value"));
            boolean there = number != null && isText(input.path("by"));
            if (there) {
                sums.add(input.path("by").asString(), number);
            }
            return there;
        }

        @Override
        public JsonNode told() {
            ObjectNode told = Json.MAPPER.createObjectNode();
            sums.texts().forEach((text, sum) -> told.set(text, Numbers.told(sum)));
            return told;
        }

        @Override
        public boolean isTruncated() {
            return sums.isTruncated();
        }
    }

    private static boolean isText(JsonNode input) {
        return input.isString() || input.isNumber() || input.isBoolean();
    }

    private static JsonNode byText(KeptTexts<Long> counts) {
        ObjectNode told = Json.MAPPER.createObjectNode();
        counts.texts().forEach(told::put);
        return told;
    }

    private static JsonNode different(KeptTexts<Long> counts) {
        ObjectNode told = Json.MAPPER.createObjectNode();
        told.put("count", counts.count());
        if (counts.isTruncated()) {
            told.put("truncated", true);
        }
        ArrayNode values = told.putArray("values");
        counts.texts().keySet().forEach(values::add);
        return told;
    }

    private static JsonNode most(KeptTexts<Long> counts, int shown) {
        SortedMap<String, Long> texts = counts.texts();
        List<Map.Entry<String, Long>> entries = new ArrayList<>(texts.entrySet());
        entries.sort(MOST_FIRST);
        ArrayNode told = Json.MAPPER.createArrayNode();
        for (Map.Entry<String, Long> entry : entries.subList(0, Math.min(shown, entries.size()))) {
            told.addObject().put("value", entry.getKey()).put("count", entry.getValue());
        }
        return told;
    }
}
