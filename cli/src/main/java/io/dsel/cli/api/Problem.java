package io.dsel.cli.api;

import java.util.List;
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

    /** {@code path: what is wrong} of every field named. */
    public List<String> fields() {
        return document.path("errors")
                .valueStream()
                .map(error -> error.path("field").asString("") + ": "
                        + error.path("problem").asString(""))
                .toList();
    }
}
