package io.dsel.streams.aggregate;

import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import java.math.BigDecimal;
import tools.jackson.databind.JsonNode;

/** The least or the greatest value: numbers by what they are, texts (times among them) by their characters. */
final class Extreme implements Tally {
    private final boolean greatest;
    private BigDecimal number;
    private String text;

    /** @param greatest whether it is the greatest, else the least */
    Extreme(boolean greatest) {
        this.greatest = greatest;
    }

    @Override
    public boolean add(EventOrder order, JsonNode input) {
        BigDecimal its = Decimals.of(input);
        if (its == null && !input.isString()) {
            return false;
        }
        String itsText = its == null ? Texts.of(input) : null;
        int change = isEmpty() ? 1 : compare(its, itsText);
        if (isEmpty() || (greatest ? change > 0 : change < 0)) {
            number = its;
            text = itsText;
        }
        return true;
    }

    @Override
    public Removal remove(EventOrder order, JsonNode input) {
        BigDecimal its = Decimals.of(input);
        if (its == null && !input.isString()) {
            return Removal.NO_VALUE;
        }
        boolean another = compare(its, its == null ? Texts.of(input) : null) != 0;
        return another ? Removal.DONE : Removal.UNKNOWN;
    }

    @Override
    public void writeState(ValueWriter out) {
        out.optionalText(text).optionalText(number == null ? null : number.toString());
    }

    @Override
    public void readState(ValueReader in) {
        text = in.optionalText();
        String digits = in.optionalText();
        number = digits == null ? null : new BigDecimal(digits);
    }

    @Override
    public JsonNode result() {
        if (isEmpty()) {
            return Json.MAPPER.getNodeFactory().nullNode();
        }
        return number == null ? Json.MAPPER.getNodeFactory().stringNode(text) : Decimals.toJson(number);
    }

    private boolean isEmpty() {
        return number == null && text == null;
    }

    /** The other with this; every number is less than every text. */
    private int compare(BigDecimal otherNumber, String otherText) {
        if (otherNumber != null && number != null) {
            return otherNumber.compareTo(number);
        }
        if (otherText != null && text != null) {
            return otherText.compareTo(text);
        }
        return otherNumber != null ? -1 : 1;
    }
}
