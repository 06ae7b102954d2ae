package io.dsel.verify;

import io.dsel.index.IndexSort;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The index, by way of OpenSearch's own API. It is scanned in the order in which it lies, and sorted here: a scan in any
 * other order looks at every document again for every page. Documents are asked for as a whole: what OpenSearch leaves fields
 * out of, it writes anew, and then numbers are of no more digits than a double has.
 */
final class IndexTier {
    private static final String ABSENT_IS_EMPTY = "?ignore_unavailable=true&allow_no_indices=true";
    private static final int PAGE = 500;
    private static final String KEPT = "5m";

    private final Service openSearch;
    private final String eventIndices;
    private final String headsIndex;
    private final Scope scope;

    /** @param generation of the index that is read; another one may be built beside it */
    IndexTier(Service openSearch, int generation, Scope scope) {
        this.openSearch = openSearch;
        this.eventIndices = IndexSort.EVENTS.indices(generation) + "," + IndexSort.AGGREGATES.indices(generation);
        this.headsIndex = IndexSort.HEADS.indices(generation);
        this.scope = scope;
    }

    /** Shows to searches whatever was written. */
    void refresh() {
        openSearch.ok(
                openSearch.send("POST", "/" + eventIndices + "," + headsIndex + "/_refresh" + ABSENT_IS_EMPTY, null),
                "a refresh");
    }

    /** The document of every event and aggregate, in no order; its {@code _id} and its {@code _source}. */
    Iterator<JsonNode> events() {
        return scan(eventIndices);
    }

    /** The document of every head, in no order. */
    Iterator<JsonNode> heads() {
        return scan(headsIndex);
    }

    /** The documents under that id, of events and aggregates. */
    List<JsonNode> event(String eventId) {
        return byId(eventIndices, eventId);
    }

    Optional<JsonNode> head(String id) {
        return byId(headsIndex, id).stream().findFirst();
    }

    private List<JsonNode> byId(String indices, String id) {
        ObjectNode search = Json.MAPPER.createObjectNode();
        search.putObject("query").putObject("ids").putArray("values").add(id);
        JsonNode answer = openSearch.ok(
                openSearch.send("POST", "/" + indices + "/_search" + ABSENT_IS_EMPTY, search), "a search by id");
        return answer.at("/hits/hits").valueStream().toList();
    }

    private Iterator<JsonNode> scan(String indices) {
        return new Pages<>(new Scroll(indices));
    }

    private ObjectNode query() {
        ObjectNode search = Json.MAPPER.createObjectNode().put("size", PAGE);
        search.putArray("sort").add("_doc");
        if (!scope.kinds().isEmpty() || scope.app().isPresent()) {
            ArrayNode filters = search.putObject("query").putObject("bool").putArray("filter");
            if (!scope.kinds().isEmpty()) {
                ArrayNode kinds = filters.addObject().putObject("terms").putArray("objectKind");
                scope.kinds().forEach(kinds::add);
            }
            scope.app().ifPresent(app -> filters.addObject().putObject("term").put("appId", app));
        }
        return search;
    }

    private final class Scroll implements Supplier<Optional<List<JsonNode>>> {
        private final String indices;
        private String id = "";

        Scroll(String indices) {
            this.indices = indices;
        }

        @Override
        public Optional<List<JsonNode>> get() {
            JsonNode answer = openSearch.ok(id.isEmpty() ? first() : following(), "a scan of " + indices);
            requireWhole(answer);
            id = answer.path("_scroll_id").asString("");
            List<JsonNode> hits = new ArrayList<>();
            answer.at("/hits/hits").forEach(hits::add);
            if (hits.isEmpty()) {
                openSearch.send("DELETE", "/_search/scroll", scrollId());
                return Optional.empty();
            }
            return Optional.of(hits);
        }

        private Service.Answer first() {
            return openSearch.send("POST", "/" + indices + "/_search" + ABSENT_IS_EMPTY + "&scroll=" + KEPT, query());
        }

        private Service.Answer following() {
            return openSearch.send("POST", "/_search/scroll", scrollId().put("scroll", KEPT));
        }

        private ObjectNode scrollId() {
            return Json.MAPPER.createObjectNode().put("scroll_id", id);
        }

        private void requireWhole(JsonNode answer) {
            if (answer.path("timed_out").asBoolean(false)
                    || answer.at("/_shards/failed").asInt(0) > 0) {
                throw new VerificationException("the index gave a part only: " + answer.path("_shards"));
            }
        }
    }
}
