package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import tools.jackson.databind.JsonNode;

/** The value of the least or of the greatest event that has one. */
final class Edge implements Tally {
    private final boolean last;
    private EventOrder by;
    private String value;

    /** @param last whether it is that of the greatest event, else of the least */
    Edge(boolean last) {
        this.last = last;
    }

    @Override
    public boolean add(EventOrder order, JsonNode input) {
        if (input.isMissingNode() || input.isNull()) {
            return false;
        }
        if (by == null || (last ? order.compareTo(by) > 0 : order.compareTo(by) < 0)) {
            by = order;
            value = Json.write(input);
        }
        return true;
    }

    @Override
    public Removal remove(EventOrder order, JsonNode input) {
        if (input.isMissingNode() || input.isNull()) {
            return Removal.NO_VALUE;
        }
        return order.equals(by) ? Removal.UNKNOWN : Removal.DONE;
    }

    @Override
    public void writeState(ValueWriter out) {
        out.optionalText(value);
        if (value != null) {
            Orders.write(out, by);
        }
    }

    @Override
    public void readState(ValueReader in) {
        value = in.optionalText();
        by = value == null ? null : Orders.read(in);
    }

    @Override
    public JsonNode result() {
        return value == null ? Json.MAPPER.getNodeFactory().nullNode() : Json.parse(value);
    }
}
