package io.dsel.e2e;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Reads a paged list to its end. */
final class Pages {
    private Pages() {}

    /** The event ids of all pages, in order; {@code url} ends in a query, to which the cursor is added. */
    static List<String> ids(Http http, String url) throws Exception {
        List<String> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = http.get(url + cursor).ok();
            page.path("items").forEach(item -> ids.add(item.path("eventId").stringValue()));
            if (page.path("next").isNull() || page.path("next").isMissingNode()) {
                return ids;
            }
            cursor = "&after=" + Http.part(page.path("next").stringValue());
        }
    }
}
