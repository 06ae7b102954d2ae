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
        Index.Covered covered = index.cover(query.resolution(), demand);
        SearchPage page = SearchPage.of(query, index.search(query.resolution(), SearchBody.of(query)));
        return new Read<>(page, index.coverage(covered, topic -> concerns.test(page, topic), page.missing()));
    }

    /** Which of these event ids are in the index, as far as it has come. */
    public Read<Set<String>> known(Collection<String> ids, Demand demand) {
        Index.Covered covered = index.cover(Resolution.EVENTS, demand);
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", ids.size()).put("_source", false);
        body.putArray("sort").add("_doc");
        ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
        ids.forEach(values::add);
        Set<String> known = new HashSet<>();
        for (JsonNode hit :
                index.searchWhole(Resolution.EVENTS, body).path("hits").path("hits")) {
            known.add(hit.path("_id").asString());
        }
        return new Read<>(known, index.coverage(covered, topic -> false, List.of()));
    }
}
