package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** The sum of numbers. Exact, because the sum of floating-point numbers would depend on their order. */
final class Sum implements Tally {
    private BigDecimal sum = BigDecimal.ZERO;

    @Override
    public boolean add(EventOrder order, JsonNode input) {
        BigDecimal number = Decimals.of(input);
        if (number == null) {
            return false;
        }
        sum = sum.add(number);
        return true;
    }

    @Override
    public Removal remove(EventOrder order, JsonNode input) {
        BigDecimal number = Decimals.of(input);
        if (number == null) {
            return Removal.NO_VALUE;
        }
        sum = sum.subtract(number);
        return Removal.DONE;
    }

    @Override
    public void writeState(ValueWriter out) {
        Decimals.write(out, sum);
    }

    @Override
    public void readState(ValueReader in) {
        sum = Decimals.read(in);
    }

    @Override
    public JsonNode result() {
        return Decimals.toJson(sum);
    }
}
