package io.dsel.gateway;

import io.dsel.gateway.index.Resolution;
import io.dsel.gateway.index.SearchCursor;
import io.dsel.gateway.index.SearchQuery;
import io.dsel.gateway.index.SearchQuery.Sort;
import io.dsel.gateway.read.EventFilter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads a search from the parameters of its request. */
final class SearchParameters {
    /** What a search takes besides what every read takes. */
    static final Set<String> OWN = Set.of(
            "q", "kind", "app", "user", "execution", "from", "to", "facet", "resolution", "sort", "limit", "after");

    private static final int USUAL_LIMIT = 20;

    private final ReadParameters parameters;

    private SearchParameters(ReadParameters parameters) {
        this.parameters = parameters;
    }

    /** @throws BadParameterException naming the first parameter that is wrong */
    static SearchQuery read(ReadParameters parameters, LiveVersions live) {
        return new SearchParameters(parameters).query(live);
    }

    /** @throws BadParameterException naming the first parameter that is wrong */
    static SearchQuery executions(ReadParameters parameters, LiveVersions live) {
        EventFilter filter = parameters.filter();
        List<String> facets = new ArrayList<>();
        parameters.one("phase").ifPresent(phase -> facets.add("summary.phase=" + phase.toUpperCase(Locale.ROOT)));
        parameters.one("user").ifPresent(user -> facets.add("references.triggeredBy=" + user));
        parameters.one("app").ifPresent(app -> facets.add("references.deployments.appId=" + app));
        SearchQuery first = new SearchQuery(
                Resolution.HEADS,
                "",
                List.of(live.of(ExecutionRoutes.AGGREGATE)),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                filter.from().orElse(null),
                filter.to().orElse(null),
                facets,
                Sort.TIME,
                parameters.number("limit", 1, SearchQuery.MAX_LIMIT).orElse(USUAL_LIMIT),
                null);
        return parameters.one("after").map(cursor -> after(first, cursor)).orElse(first);
    }

    private SearchQuery query(LiveVersions live) {
        String text = parameters.one("q").orElse("").strip();
        if (text.length() > SearchQuery.MAX_TEXT) {
            throw new BadParameterException(
                    "q", "is " + text.length() + " characters; at most " + SearchQuery.MAX_TEXT);
        }
        Sort usual = text.isEmpty() ? Sort.TIME : Sort.RELEVANCE;
        EventFilter filter = live.of(parameters.filter());
        SearchQuery first = new SearchQuery(
                parameters.choice("resolution", Resolution.class).orElse(Resolution.EVENTS),
                text,
                filter.kinds(),
                filter.kinds().isEmpty() ? live.hidden() : List.of(),
                filter.apps(),
                filter.users(),
                filter.executions(),
                filter.from().orElse(null),
                filter.to().orElse(null),
                facets(),
                parameters.choice("sort", Sort.class).orElse(usual),
                parameters.number("limit", 1, SearchQuery.MAX_LIMIT).orElse(USUAL_LIMIT),
                null);
        return parameters.one("after").map(cursor -> after(first, cursor)).orElse(first);
    }

    private List<String> facets() {
        List<String> facets = parameters.all("facet");
        for (String facet : facets) {
            if (facet.indexOf('=') < 1) {
                throw new BadParameterException(
                        "facet", "'" + facet + "' is not path=value, such as spec.version=2.1.0");
            }
        }
        return facets;
    }

    private static SearchQuery after(SearchQuery query, String cursor) {
        try {
            return query.after(SearchCursor.parse(cursor));
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("after", e.getMessage());
        }
    }
}
