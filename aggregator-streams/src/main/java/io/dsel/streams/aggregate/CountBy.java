package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How many events there are of each text: {@code {"Applied": 3, "Apply": 4}}, in the order of the texts. */
final class CountBy implements Tally {
    private final Sample<Long> counts;

    CountBy(int limit, int mostBytes) {
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
        counts.byText().forEach((text, count) -> result.set(text, Decimals.toJson(count)));
        return result;
    }

    @Override
    public boolean isTruncated() {
        return counts.isTruncated();
    }
}
