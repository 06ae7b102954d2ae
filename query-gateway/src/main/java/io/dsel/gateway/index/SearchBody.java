package io.dsel.gateway.index;

import io.dsel.event.EventJson;
import io.dsel.gateway.index.SearchQuery.Sort;
import io.dsel.json.Json;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A search in OpenSearch's query language. */
final class SearchBody {
    /** Neither slop nor fuzziness: {@code a~2} is text here, because names hold tildes and people do not mean edits. */
    private static final String OPERATORS = "AND|OR|NOT|PHRASE|PREFIX|PRECEDENCE|ESCAPE|WHITESPACE";

    private static final List<String> COUNTED = List.of("kind", "appId", "userId");
    private static final int COUNTS = 20;

    private SearchBody() {}

    /**
     * Asks for one item more than the page holds, so that the last page is known as the last; and for whole documents, because
     * OpenSearch rounds exact numbers in one of which it leaves out fields.
     */
    static ObjectNode of(SearchQuery query) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("size", query.limit() + 1);
        body.put("track_total_hits", true);
        body.putObject("query").set("bool", conditions(query));
        body.set("sort", sort(query));
        if (query.after() != null) {
            body.set("search_after", query.after().sortValues());
        }
        if (!query.text().isBlank()) {
            // The whole text, because its lines are the values, and OpenSearch's own fragments cut through them.
            body.putObject("highlight").putObject("fields").putObject("text").put("number_of_fragments", 0);
        }
        ObjectNode counts = body.putObject("aggs");
        for (String field : COUNTED) {
            counts.putObject(field).putObject("terms").put("field", field).put("size", COUNTS);
        }
        return body;
    }

    private static ObjectNode conditions(SearchQuery query) {
        ObjectNode bool = Json.MAPPER.createObjectNode();
        if (!query.text().isBlank()) {
            ObjectNode text = bool.putArray("must").addObject().putObject("simple_query_string");
            text.put("query", query.text());
            text.putArray("fields").add("text");
            text.put("default_operator", "and").put("flags", OPERATORS).put("lenient", true);
        }
        ArrayNode filter = bool.putArray("filter");
        if (!query.kinds().isEmpty()) {
            ArrayNode either = filter.addObject().putObject("bool").putArray("should");
            terms(either, "kind", query.kinds());
            terms(either, "objectKind", query.kinds());
        }
        if (!query.without().isEmpty()) {
            terms(bool.putArray("must_not"), "kind", query.without());
        }
        terms(filter, "appId", query.apps());
        terms(filter, "userId", query.users());
        terms(filter, "executionId", query.executions());
        query.facets().forEach(facet -> filter.addObject().putObject("term").put("facets", facet));
        if (query.from() != null || query.to() != null) {
            ObjectNode range = filter.addObject().putObject("range").putObject("timestamp");
            range.put("format", "strict_date_time");
            if (query.from() != null) {
                range.put("gte", EventJson.time(query.from()));
            }
            if (query.to() != null) {
                range.put("lt", EventJson.time(query.to()));
            }
        }
        return bool;
    }

    private static void terms(ArrayNode conditions, String field, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode any = conditions.addObject().putObject("terms").putArray(field);
            values.forEach(any::add);
        }
    }

    /** The event's id makes the order total, so that no item falls between two pages. */
    private static ArrayNode sort(SearchQuery query) {
        ArrayNode sort = Json.MAPPER.createArrayNode();
        if (query.sort() == Sort.RELEVANCE) {
            sort.addObject().put("_score", "desc");
        }
        sort.addObject().put("timestamp", "desc");
        sort.addObject().put("eventId", "desc");
        return sort;
    }
}
