package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * How many different texts there are, and which: {@code {"count": 2, "values": ["alice", "bob"]}}. Beyond the bounds the
 * count is an estimate, which {@code "truncated": true} says, and the values are some of them.
 */
final class Distinct implements Tally {
    private final Sample<Long> counts;

    Distinct(int limit, int mostBytes) {
        counts = Sample.ofCounts(limit, mostBytes);
    }

    @Override
    public boolean add(EventOrder order, JsonNode input) {
        String text = Texts.of(input);
        if (text != null) {
            counts.add(text, 1L);
        }
        return text != null;
    }

    @Override
    public Removal remove(EventOrder order, JsonNode input) {
        String text = Texts.of(input);
        return text == null ? Removal.NO_VALUE : counts.remove(text, -1L, 0L);
    }

    @Override
    public void writeState(ValueWriter out) {
        counts.write(out);
    }

    @Override
    public void readState(ValueReader in) {
        counts.read(in);
    }

    @Override
    public JsonNode result() {
        ObjectNode result = Json.MAPPER.createObjectNode();
        result.set("count", Decimals.toJson(counts.estimate()));
        if (counts.isTruncated()) {
            result.put("truncated", true);
        }
        ArrayNode values = result.putArray("values");
        counts.byText().keySet().forEach(values::add);
        return result;
    }

    @Override
    public boolean isTruncated() {
        return counts.isTruncated();
    }
}
