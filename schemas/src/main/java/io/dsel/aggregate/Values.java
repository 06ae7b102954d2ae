package io.dsel.aggregate;

import io.dsel.event.EventJson;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What measures take of what expressions give. Everything else counts as if it were not there. */
final class Values {
    /** Characters; as many as a user's name may have. */
    static final int MOST_TEXT = 400;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private Values() {}

    /** As a measure of that function takes it. */
    static Optional<JsonNode> of(Measure.Function function, Object value) {
        return switch (function) {
            case SUM, HISTOGRAM -> number(value);
            case DISTINCT, TOP -> text(value).map(JSON::stringNode);
            case FIRST, LAST -> value instanceof Boolean flag ? Optional.of(JSON.booleanNode(flag)) : comparable(value);
            case COUNT, MIN, MAX -> comparable(value);
        };
    }

    /** A text, or what has but one spelling as one. */
    static Optional<String> text(Object value) {
        return switch (value) {
            case String text when text.length() <= MOST_TEXT -> Optional.of(text);
            case Long number -> Optional.of(number.toString());
            case Boolean flag -> Optional.of(flag.toString());
            case Double number
            when Double.isFinite(number) ->
                Optional.of(BigDecimal.valueOf(number).toPlainString());
            case Instant time -> Optional.of(EventJson.time(time));
            default -> Optional.empty();
        };
    }

    private static Optional<JsonNode> comparable(Object value) {
        return value instanceof String || value instanceof Instant ? text(value).map(JSON::stringNode) : number(value);
    }

    private static Optional<JsonNode> number(Object value) {
        return switch (value) {
            case Long number -> Optional.of(JSON.numberNode(number));
            case Double number when Double.isFinite(number) -> Optional.of(JSON.numberNode(BigDecimal.valueOf(number)));
            default -> Optional.empty();
        };
    }
}
