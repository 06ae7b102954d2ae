package io.dsel.gateway.index;

import io.dsel.gateway.index.SearchQuery.Sort;
import java.util.List;

/** Queries to test with. */
final class Queries {
    private Queries() {}

    static SearchQuery text(String text) {
        return page(text, 20, null);
    }

    static SearchQuery page(String text, int limit, SearchCursor after) {
        return new SearchQuery(
                Resolution.EVENTS,
                text,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                List.of(),
                text.isEmpty() ? Sort.TIME : Sort.RELEVANCE,
                limit,
                after);
    }
}
