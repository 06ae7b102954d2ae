package io.dsel.gateway;

import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.gateway.index.Resolution;
import io.dsel.gateway.index.SearchCursor;
import io.dsel.gateway.index.SearchQuery;
import io.dsel.gateway.index.SearchQuery.Sort;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a search from the parameters of its request. */
final class SearchParameters {
    private static final int USUAL_LIMIT = 20;
    private static final Set<String> KNOWN = Set.of(
            "q",
            "kind",
            "app",
            "user",
            "execution",
            "from",
            "to",
            "facet",
            "resolution",
            "sort",
            "limit",
            "after",
            "token",
            "timeoutMs");

    private final Map<String, List<String>> parameters;

    private SearchParameters(Map<String, List<String>> parameters) {
        this.parameters = parameters;
    }

    /** @throws BadParameterException naming the first parameter that is unknown or wrong */
    static SearchQuery read(Map<String, List<String>> parameters) {
        for (String name : parameters.keySet()) {
            if (!name.isEmpty() && !KNOWN.contains(name)) { // an empty one is a stray &
                throw new BadParameterException(
                        name, "is not a parameter of a search; those are " + new TreeSet<>(KNOWN));
            }
        }
        return new SearchParameters(parameters).query();
    }

    private SearchQuery query() {
        String text = one("q", "").strip();
        if (text.length() > SearchQuery.MAX_TEXT) {
            throw new BadParameterException(
                    "q", "is " + text.length() + " characters; at most " + SearchQuery.MAX_TEXT);
        }
        Sort usual = text.isEmpty() ? Sort.TIME : Sort.RELEVANCE;
        Instant from = time("from");
        Instant to = time("to");
        if (from != null && to != null && !from.isBefore(to)) {
            throw new BadParameterException("to", "is not after from");
        }
        return new SearchQuery(
                choice("resolution", Resolution.class, Resolution.EVENTS),
                text,
                all("kind"),
                all("app"),
                all("user"),
                all("execution"),
                from,
                to,
                facets(),
                choice("sort", Sort.class, usual),
                limit(),
                cursor());
    }

    private List<String> all(String name) {
        return parameters.getOrDefault(name, List.of()).stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private String one(String name, String fallback) {
        List<String> values = all(name);
        if (values.size() > 1) {
            throw new BadParameterException(name, "is given " + values.size() + " times");
        }
        return values.isEmpty() ? fallback : values.getFirst();
    }

    private Instant time(String name) {
        String text = one(name, null);
        try {
            return text == null ? null : EventJson.time(name, text);
        } catch (InvalidEventException e) {
            throw new BadParameterException(name, "'" + text + "' is not a time such as 2026-01-15T10:30:00Z");
        }
    }

    private List<String> facets() {
        List<String> facets = all("facet");
        for (String facet : facets) {
            if (facet.indexOf('=') < 1) {
                throw new BadParameterException(
                        "facet", "'" + facet + "' is not path=value, such as spec.version=2.1.0");
            }
        }
        return facets;
    }

    private int limit() {
        String text = one("limit", Integer.toString(USUAL_LIMIT));
        try {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= SearchQuery.MAX_LIMIT) {
                return limit;
            }
        } catch (NumberFormatException e) {
            // The message below says what is allowed.
        }
        throw new BadParameterException(
                "limit", "'" + text + "' is not a whole number from 1 to " + SearchQuery.MAX_LIMIT);
    }

    private SearchCursor cursor() {
        String text = one("after", null);
        try {
            return text == null ? null : SearchCursor.parse(text);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("after", e.getMessage());
        }
    }

    private <E extends Enum<E>> E choice(String name, Class<E> type, E fallback) {
        String text = one(name, null);
        if (text == null) {
            return fallback;
        }
        for (E constant : type.getEnumConstants()) {
            if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
                return constant;
            }
        }
        List<String> allowed = List.of(type.getEnumConstants()).stream()
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
        throw new BadParameterException(name, "'" + text + "' is none of " + allowed);
    }
}
