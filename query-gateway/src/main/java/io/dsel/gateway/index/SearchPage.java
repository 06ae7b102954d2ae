package io.dsel.gateway.index;

import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One page of a search.
 *
 * @param items each {@code {event, score, highlight}}; the score is null where the order is by time
 * @param facets field to value to number of items, of the whole search and not of the page alone
 * @param next cursor of the page behind this one, or null
 * @param missing parts of the index that did not answer
 */
public record SearchPage(
        List<ObjectNode> items,
        long total,
        Map<String, Map<String, Long>> facets,
        String next,
        List<String> missing,
        long tookMs) {

    static SearchPage of(SearchQuery query, JsonNode answer) {
        JsonNode hits = answer.path("hits").path("hits");
        List<ObjectNode> items = new ArrayList<>();
        for (int i = 0; i < Math.min(hits.size(), query.limit()); i++) {
            items.add(item(hits.get(i)));
        }
        boolean more = hits.size() > query.limit();
        String next = more
                ? SearchCursor.of(query, hits.get(query.limit() - 1).get("sort"))
                        .text()
                : null;
        Map<String, Map<String, Long>> facets = new LinkedHashMap<>();
        answer.path("aggregations").properties().forEach(field -> facets.put(field.getKey(), counts(field.getValue())));
        long total = answer.path("hits").path("total").path("value").asLong();
        return new SearchPage(
                items, total, facets, next, missing(answer), answer.path("took").asLong());
    }

    private static ObjectNode item(JsonNode hit) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.set("event", hit.path("_source").path("event"));
        item.set("score", hit.path("_score"));
        ArrayNode highlight = item.putArray("highlight");
        Highlights.of(hit.path("highlight").path("text").path(0).asString("")).forEach(highlight::add);
        return item;
    }

    private static Map<String, Long> counts(JsonNode terms) {
        Map<String, Long> counts = new LinkedHashMap<>();
        terms.path("buckets")
                .forEach(bucket -> counts.put(
                        bucket.path("key").asString(), bucket.path("doc_count").asLong()));
        return counts;
    }

    private static List<String> missing(JsonNode answer) {
        List<String> missing = new ArrayList<>();
        answer.path("_shards")
                .path("failures")
                .forEach(failure -> missing.add(failure.path("index").asString() + "/"
                        + failure.path("shard").asString() + ": "
                        + failure.path("reason").path("reason").asString("no reason given")));
        if (answer.path("timed_out").asBoolean(false)) {
            missing.add("the search ran out of time; there may be more");
        }
        return missing;
    }
}
