package io.dsel.json;

import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the aliases of one text may still add to it, in all its documents: values, and the length of keys and strings. */
final class AliasBudget {
    private final int mostValues;
    private final int mostLength;
    private int values;
    private long length;

    AliasBudget(int mostValues, int mostLength) {
        this.mostValues = mostValues;
        this.mostLength = mostLength;
    }

    /** Takes one value, without those within it. @return what is wrong if that is one too many */
    Optional<String> spend(JsonNode value) {
        values++;
        if (value.isString()) {
            length += value.stringValue().length();
        } else if (value.isObject()) {
            for (String key : value.propertyNames()) {
                length += key.length();
            }
        }
        if (values > mostValues) {
            return Optional.of("aliases add more than " + mostValues + " values to the text");
        }
        return length > mostLength
                ? Optional.of("aliases add more than " + mostLength + " characters to the text")
                : Optional.empty();
    }
}
