package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The sum of the numbers of each text: {@code {"eu": 12, "us": 3.5}}, in the order of the texts. */
final class SumBy implements Tally {
    private final Sample<BigDecimal> sums;

    SumBy(int limit, int mostBytes) {
        sums = Sample.ofSums(limit, mostBytes);
    }

    @Override
    public boolean add(EventOrder order, JsonNode input) {
        String text = Texts.of(input.path("by"));
        BigDecimal number = Decimals.of(input.path("value"));
        if (text == null || number == null) {
            return false;
        }
        sums.add(text, number);
        return true;
    }

    @Override
    public Removal remove(EventOrder order, JsonNode input) {
        String text = Texts.of(input.path("by"));
        BigDecimal number = Decimals.of(input.path("value"));
        return text == null || number == null
                ? Removal.NO_VALUE
                : Removal.UNKNOWN; // a sum does not say of how many it is
    }

    @Override
    public void writeState(ValueWriter out) {
        sums.write(out);
    }

    @Override
    public void readState(ValueReader in) {
        sums.read(in);
    }

    @Override
    public JsonNode result() {
        ObjectNode result = Json.MAPPER.createObjectNode();
        sums.byText().forEach((text, sum) -> result.set(text, Decimals.toJson(sum)));
        return result;
    }

    @Override
    public boolean isTruncated() {
        return sums.isTruncated();
    }
}
