package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.util.Comparator;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The texts of the most events: {@code [{"value": "alice", "count": 7}, ...]}, those of as many events by their text. Where
 * there are more texts than are counted, they are the most frequent of a fixed sample, each with its exact count.
 */
final class Top implements Tally {
    private static final Comparator<Map.Entry<String, Long>> MOST_FIRST =
            Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey());

    private final int limit;
    private final Sample<Long> counts;

    /**
     * @param limit texts that are shown
     * @param capacity texts that are counted
     */
    Top(int limit, int capacity, int mostBytes) {
        this.limit = limit;
        counts = Sample.ofCounts(capacity, mostBytes);
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
        ArrayNode result = Json.MAPPER.createArrayNode();
        counts.byText().entrySet().stream().sorted(MOST_FIRST).limit(limit).forEach(entry -> result.addObject()
                .put("value", entry.getKey())
                .set("count", Decimals.toJson(entry.getValue())));
        return result;
    }

    @Override
    public boolean isTruncated() {
        return counts.isTruncated();
    }
}
