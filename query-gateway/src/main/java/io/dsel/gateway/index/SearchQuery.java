package io.dsel.gateway.index;

import java.time.Instant;
import java.util.List;

/**
 * What to look for. Values of one filter are alternatives; different filters, and different facets, must all hold.
 *
 * @param text words that must all occur; {@code "a phrase"}, {@code prefix*}, {@code a | b}, {@code -not}; empty for any
 * @param kinds event kinds or object kinds
 * @param without event kinds that are not looked for
 * @param from event time, inclusive; null for the beginning
 * @param to event time, exclusive; null for the end
 * @param facets {@code path=value}, such as {@code spec.version=2.1.0}
 * @param limit items of a page, 1 to {@value #MAX_LIMIT}
 * @param after where the page before ended, or null
 */
public record SearchQuery(
        Resolution resolution,
        String text,
        List<String> kinds,
        List<String> without,
        List<String> apps,
        List<String> users,
        List<String> executions,
        Instant from,
        Instant to,
        List<String> facets,
        Sort sort,
        int limit,
        SearchCursor after) {

    public static final int MAX_LIMIT = 500;

    /** Long enough for people, short enough for the index. */
    public static final int MAX_TEXT = 1000;

    /** Best match first, or newest first. */
    public enum Sort {
        RELEVANCE,
        TIME
    }

    public SearchQuery {
        kinds = List.copyOf(kinds);
        without = List.copyOf(without);
        apps = List.copyOf(apps);
        users = List.copyOf(users);
        executions = List.copyOf(executions);
        facets = List.copyOf(facets);
    }

    /**
     * The page behind the one that gave the cursor.
     *
     * @throws IllegalArgumentException if the cursor is of another query
     */
    public SearchQuery after(SearchCursor cursor) {
        if (!cursor.belongsTo(this)) {
            throw new IllegalArgumentException("the cursor is of another query; page with the parameters it came from");
        }
        return new SearchQuery(
                resolution, text, kinds, without, apps, users, executions, from, to, facets, sort, limit, cursor);
    }

    /** What a cursor is bound to: all that decides which items there are and in which order. */
    String identity() {
        return List.of(resolution, text, kinds, apps, users, executions, "" + from, "" + to, facets, sort)
                .toString();
    }
}
