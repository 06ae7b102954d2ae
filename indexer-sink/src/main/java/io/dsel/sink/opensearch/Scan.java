package io.dsel.sink.opensearch;

import io.dsel.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every document of some indices, a page at a time, as it was when the scan began. In the order in which they lie: in any
 * other, each page would look at all of them.
 */
final class Scan implements AutoCloseable {
    private static final int PAGE = 200;
    private static final String KEPT = "5m";

    private final OpenSearch openSearch;
    private final String indices;
    private final ArrayNode fields;
    private String id = "";

    /** @param fields of the documents that are needed; all, if there are none */
    Scan(OpenSearch openSearch, String indices, List<String> fields) {
        this.openSearch = openSearch;
        this.indices = indices;
        this.fields = Json.MAPPER.createArrayNode();
        fields.forEach(this.fields::add);
    }

    /**
     * The next hits; none at the end.
     *
     * @throws IOException if OpenSearch does not answer, or for a part only
     */
    List<JsonNode> next() throws IOException {
        JsonNode answer = id.isEmpty() ? first() : openSearch.ask("POST", "/_search/scroll", Map.of(), scroll());
        if (answer.path("timed_out").asBoolean(false)
                || answer.at("/_shards/failed").asInt(0) > 0) {
            throw new IOException("the scan of " + indices + " gave a part only: " + answer.path("_shards"));
        }
        id = answer.path("_scroll_id").asString("");
        return answer.at("/hits/hits").valueStream().toList();
    }

    @Override
    public void close() throws IOException {
        if (!id.isEmpty()) {
            ObjectNode body = Json.MAPPER.createObjectNode().put("scroll_id", id);
            openSearch.ask("DELETE", "/_search/scroll", Map.of(), body);
        }
    }

    private JsonNode first() throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", PAGE);
        body.putArray("sort").add("_doc");
        if (!fields.isEmpty()) {
            body.set("_source", fields);
        }
        Map<String, String> parameters =
                Map.of("scroll", KEPT, "ignore_unavailable", "true", "allow_no_indices", "true");
        return openSearch.ask("POST", "/" + indices + "/_search", parameters, body);
    }

    private ObjectNode scroll() {
        return Json.MAPPER.createObjectNode().put("scroll_id", id).put("scroll", KEPT);
    }
}
