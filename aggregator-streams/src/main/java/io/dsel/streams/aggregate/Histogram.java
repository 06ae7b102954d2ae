package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.math.BigDecimal;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many numbers lie in each bucket: {@code {"bounds": [1, 5], "counts": [2, 7, 1]}}. A bound is the most that its bucket
 * holds; the last count is of what is above all bounds.
 */
final class Histogram implements Tally {
    private final List<BigDecimal> bounds;
    private final long[] counts;

    /** @param bounds in ascending order */
    Histogram(List<Double> bounds) {
        this.bounds = bounds.stream().map(BigDecimal::valueOf).toList();
        counts = new long[bounds.size() + 1];
    }

    @Override
    public boolean add(EventOrder order, JsonNode input) {
        BigDecimal number = Decimals.of(input);
        if (number == null) {
            return false;
        }
        counts[bucket(number)]++;
        return true;
    }

    private int bucket(BigDecimal number) {
        int bucket = 0;
        while (bucket < bounds.size() && number.compareTo(bounds.get(bucket)) > 0) {
            bucket++;
        }
        return bucket;
    }

    @Override
    public Removal remove(EventOrder order, JsonNode input) {
        BigDecimal number = Decimals.of(input);
        if (number == null) {
            return Removal.NO_VALUE;
        }
        counts[bucket(number)]--;
        return Removal.DONE;
    }

    @Override
    public void writeState(ValueWriter out) {
        for (long count : counts) {
            out.number(count);
        }
    }

    @Override
    public void readState(ValueReader in) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] = in.number();
        }
    }

    @Override
    public JsonNode result() {
        ObjectNode result = Json.MAPPER.createObjectNode();
        ArrayNode most = result.putArray("bounds");
        bounds.forEach(bound -> most.add(Decimals.toJson(bound)));
        ArrayNode each = result.putArray("counts");
        for (long count : counts) {
            each.add(Decimals.toJson(count));
        }
        return result;
    }
}
