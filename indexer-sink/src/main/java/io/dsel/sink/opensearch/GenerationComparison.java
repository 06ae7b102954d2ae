package io.dsel.sink.opensearch;

import io.dsel.index.IndexSort;
import io.dsel.json.Json;
import io.dsel.sink.document.IndexName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds one generation of the index against another, both ways, in pages: each document of the one is looked up in the
 * other by its id. A look-up sees what was acknowledged and a scan what was refreshed, so of what both had taken in at the
 * beginning nothing can escape; what has come since is left out by its position in the log. The position itself and the log
 * time are not compared: of copies of an event each generation has the one that it met first.
 */
public final class GenerationComparison {
    private static final Set<String> NOT_COMPARED = Set.of("position", "logTime");

    private final OpenSearch openSearch;
    private final int live;
    private final int other;
    private final Scope scope;
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong total = new AtomicLong();

    /** What is compared: the part of the log that both generations have. */
    public interface Scope {
        boolean holds(String topic, int partition, long offset);
    }

    public GenerationComparison(OpenSearch openSearch, int live, int other, Scope scope) {
        this.openSearch = openSearch;
        this.live = live;
        this.other = other;
        this.scope = scope;
    }

    /** Documents that have been looked at, of both generations. */
    public long done() {
        return done.get();
    }

    /** Documents of both generations, about; 0 before it is known. */
    public long total() {
        return total.get();
    }

    /** @throws IOException if OpenSearch does not answer */
    public ComparisonResult run() throws IOException {
        String both = GenerationIndices.indices(live) + "," + GenerationIndices.indices(other);
        Map<String, String> lenient = Map.of("ignore_unavailable", "true", "allow_no_indices", "true");
        openSearch.ask("POST", "/" + both + "/_refresh", lenient, null);
        total.set(openSearch
                .ask("GET", "/" + both + "/_count", lenient, null)
                .path("count")
                .asLong());
        Findings findings = new Findings();
        for (IndexSort sort : IndexSort.values()) {
            try (Scan scan = new Scan(openSearch, sort.indices(live), List.of())) {
                eachPage(scan, hits -> compare(hits, findings));
            }
            try (Scan scan = new Scan(openSearch, sort.indices(other), List.of("kind", "position"))) {
                eachPage(scan, hits -> findExtra(hits, findings));
            }
        }
        return findings.result(live, other);
    }

    private interface Page {
        void take(List<JsonNode> hits) throws IOException;
    }

    private void eachPage(Scan scan, Page page) throws IOException {
        List<JsonNode> hits = scan.next();
        while (!hits.isEmpty()) {
            List<JsonNode> inScope = hits.stream()
                    .filter(hit -> isInScope(hit) && name(hit) != null)
                    .toList();
            if (!inScope.isEmpty()) {
                page.take(inScope);
            }
            done.addAndGet(hits.size());
            hits = scan.next();
        }
    }

    private void compare(List<JsonNode> hits, Findings findings) throws IOException {
        List<JsonNode> found = lookUp(hits, other, true);
        for (int i = 0; i < hits.size(); i++) {
            JsonNode hit = hits.get(i);
            JsonNode match = found.get(i);
            IndexName index = name(hit).in(other);
            String kind = hit.at("/_source/kind").asString("");
            String id = hit.path("_id").asString();
            if (!match.path("found").asBoolean(false)) {
                findings.missing(index, kind, id);
                continue;
            }
            List<String> fields = differing(hit.path("_source"), match.path("_source"));
            if (fields.isEmpty()) {
                findings.equal(index, kind);
            } else if (index.sort() != IndexSort.HEADS || isInScope(match)) { // a head may have moved on since
                findings.different(index, kind, id, fields);
            }
        }
    }

    private void findExtra(List<JsonNode> hits, Findings findings) throws IOException {
        List<JsonNode> found = lookUp(hits, live, false);
        for (int i = 0; i < hits.size(); i++) {
            JsonNode hit = hits.get(i);
            if (!found.get(i).path("found").asBoolean(false)) {
                findings.extra(
                        name(hit),
                        hit.at("/_source/kind").asString(""),
                        hit.path("_id").asString());
            }
        }
    }

    /** The same documents in another generation, in the same order; those that are not there say so. */
    private List<JsonNode> lookUp(List<JsonNode> hits, int generation, boolean whole) throws IOException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode documents = body.putArray("docs");
        for (JsonNode hit : hits) {
            documents
                    .addObject()
                    .put("_index", name(hit).in(generation).text())
                    .put("_id", hit.path("_id").asString())
                    .put("_source", whole);
        }
        List<JsonNode> found = openSearch
                .ask("POST", "/_mget", Map.of(), body)
                .path("docs")
                .valueStream()
                .toList();
        for (JsonNode document : found) {
            String error = document.at("/error/type").asString("index_not_found_exception");
            if (!error.equals("index_not_found_exception")) {
                throw new IOException("a document could not be read: " + document);
            }
        }
        if (found.size() != hits.size()) {
            throw new IOException(found.size() + " answers to " + hits.size() + " documents");
        }
        return found;
    }

    /** A document whose position is none at all is no excuse. */
    private boolean isInScope(JsonNode document) {
        JsonNode position = document.at("/_source/position");
        return !position.isObject()
                || scope.holds(
                        position.path("topic").asString(""),
                        position.path("partition").asInt(-1),
                        position.path("offset").asLong(-1));
    }

    private static IndexName name(JsonNode hit) {
        return IndexName.parse(hit.path("_index").asString("")).orElse(null);
    }

    private static List<String> differing(JsonNode one, JsonNode other) {
        Set<String> names = new TreeSet<>(one.propertyNames());
        names.addAll(other.propertyNames());
        names.removeAll(NOT_COMPARED);
        List<String> differing = new ArrayList<>(names);
        differing.removeIf(name -> one.path(name).equals(other.path(name)));
        return differing;
    }
}
