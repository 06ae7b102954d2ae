package io.dsel.gateway.index;

import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.Read;
import io.dsel.json.Json;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What only the index can answer. */
public final class Searches {
    private final Index index;

    public Searches(Index index) {
        this.index = index;
    }

    /**
     * @param concerns whether a topic matters to the page
     * @throws IndexUnavailableException if OpenSearch does not answer
     * @throws QueryRefusedException if OpenSearch cannot run the query
     */
    public Read<SearchPage> search(SearchQuery query, BiPredicate<SearchPage, String> concerns, Demand demand) {
        Index.Found found = index.search(query.resolution(), SearchBody.of(query), demand);
        SearchPage page = SearchPage.of(query, found.answer());
        return new Read<>(page, index.coverage(found, topic -> concerns.test(page, topic), page.missing()));
    }

    /** Which of these event ids are in the index, as far as it has come. */
    public Read<Set<String>> known(Collection<String> ids, Demand demand) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", ids.size()).put("_source", false);
        body.putArray("sort").add("_doc");
        ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
        ids.forEach(values::add);
        Set<String> known = new HashSet<>();
        Index.Found found = index.searchWhole(Resolution.EVENTS, body, demand);
        for (JsonNode hit : found.answer().path("hits").path("hits")) {
            known.add(hit.path("_id").asString());
        }
        return new Read<>(known, index.coverage(found, topic -> false, List.of()));
    }
}
