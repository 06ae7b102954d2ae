package io.dsel.gateway.compare;

import io.dsel.json.Json;
import tools.jackson.databind.JsonNode;

/**
 * Whether a state has a value somewhere.
 *
 * @param path where
 * @param is the value: a string as it is, anything else as compact JSON
 */
public record When(FieldPath path, String is) {

    /** @param state null if there is none, which has no values */
    public boolean holds(JsonNode state) {
        if (state == null) {
            return false;
        }
        JsonNode value = path.in(state);
        if (value.isMissingNode()) {
            return false;
        }
        return is.equals(value.isString() ? value.stringValue() : Json.write(value));
    }
}
