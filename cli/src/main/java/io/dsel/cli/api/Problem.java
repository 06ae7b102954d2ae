package io.dsel.cli.api;

import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A service's {@code application/problem+json}.
 *
 * @param document as it came
 */
public record Problem(int status, JsonNode document) {

    /** Last part of the type, such as {@code not-found}; empty if there is none. */
    public String type() {
        String type = document.path("type").asString("");
        return type.substring(type.lastIndexOf('/') + 1);
    }

    /** Title and detail; where fields are wrong, title and a line for each. */
    public String text() {
        String title = document.path("title").asString("HTTP status " + status);
        String detail = document.path("detail").asString("");
        List<String> fields = fields();
        if (!fields.isEmpty()) {
            return title + "\n  " + String.join("\n  ", fields);
        }
        return detail.isEmpty() ? title : title + ": " + detail;
    }

    /** {@code name (path): what is wrong} of a rule that is broken. */
    public static String rule(JsonNode rule) {
        String field = rule.path("field").asString("");
        return rule.path("name").asString("") + (field.isEmpty() ? "" : " (" + field + ")") + ": "
                + rule.path("message").asString("");
    }

    /** {@code path: what is wrong} of every field and rule named, and of what keeps a kind from being changed. */
    public List<String> fields() {
        Stream<String> errors = document.path("errors")
                .valueStream()
                .map(error -> error.path("field").asString("") + ": "
                        + error.path("problem").asString(""));
        Stream<String> effects = document.at("/change/effects")
                .valueStream()
                .filter(effect -> effect.path("verdict").asString("").equals("refused"))
                .map(effect -> effect.path("field").asString("") + ": "
                        + effect.path("reason").asString(""));
        return Stream.of(errors, document.path("rules").valueStream().map(Problem::rule), effects)
                .flatMap(lines -> lines)
                .toList();
    }
}
