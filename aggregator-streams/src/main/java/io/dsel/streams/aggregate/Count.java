package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import tools.jackson.databind.JsonNode;

/** How many events there are; each counts, whatever is in it. */
final class Count implements Tally {
    private long count;

    @Override
    public boolean add(EventOrder order, JsonNode input) {
        count++;
        return true;
    }

    @Override
    public Removal remove(EventOrder order, JsonNode input) {
        count--;
        return Removal.DONE;
    }

    @Override
    public void writeState(ValueWriter out) {
        out.number(count);
    }

    @Override
    public void readState(ValueReader in) {
        count = in.number();
    }

    @Override
    public JsonNode result() {
        return Decimals.toJson(count);
    }
}
