package io.dsel.gateway.index;

import io.dsel.event.Token;
import io.dsel.gateway.log.Backlog;
import io.dsel.gateway.log.LogTier;
import io.dsel.json.Json;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches what the sink has written. Indices that are not there yet are empty, not an error. */
public final class IndexTier implements AutoCloseable {
    private static final Map<String, String> LENIENT = Map.of("ignore_unavailable", "true", "allow_no_indices", "true");

    private final OpenSearch openSearch;
    private final LogTier log;
    private final IndexProgress progress;

    /** @param timeout of one answer of OpenSearch */
    public IndexTier(List<URI> urls, Duration timeout, LogTier log, InstantSource clock) {
        this.openSearch = new OpenSearch(urls, timeout);
        this.log = log;
        this.progress = new IndexProgress(log, this::refresh, clock);
    }

    /**
     * @throws IndexUnavailableException if OpenSearch does not answer
     * @throws QueryRefusedException if OpenSearch cannot run the query
     * @throws IllegalArgumentException if the query's cursor is of another query
     */
    public SearchPage search(SearchQuery query) {
        if (query.after() != null && !query.after().belongsTo(query)) {
            throw new IllegalArgumentException("the cursor is of another query; page with the parameters it came from");
        }
        return SearchPage.of(query, ask("POST", query.resolution(), "/_search", SearchBody.of(query)));
    }

    /** What a search begun after this is sure to show. Makes acknowledged documents visible where there are new ones. */
    public Coverage coverage(Resolution resolution) {
        return progress.of(resolution);
    }

    /**
     * Waits until a search shows every write of the token.
     *
     * @throws TokenNotCoveredException if that takes longer than the timeout
     * @throws ForeignTokenException if the token is of another cluster
     */
    public void await(Token token, Resolution resolution, Duration timeout) {
        progress.await(token, resolution, timeout);
    }

    /** Which of these event ids are in the index, as far as it has come. */
    public Set<String> known(Collection<String> ids) {
        ObjectNode body = Json.MAPPER.createObjectNode().put("size", ids.size()).put("_source", false);
        body.putArray("sort").add("_doc");
        ArrayNode values = body.putObject("query").putObject("ids").putArray("values");
        ids.forEach(values::add);
        Set<String> known = new HashSet<>();
        for (JsonNode hit :
                ask("POST", Resolution.EVENTS, "/_search", body).path("hits").path("hits")) {
            known.add(hit.path("_id").asString());
        }
        return known;
    }

    /** OpenSearch's own word on its health: {@code green}, {@code yellow} or {@code red}. */
    public String health() {
        return openSearch
                .ask("GET", "/_cluster/health", Map.of(), null)
                .path("status")
                .asString("unknown");
    }

    public long documents(Resolution resolution) {
        return ask("GET", resolution, "/_count", null).path("count").asLong();
    }

    /** What the sink has yet to index of all resolutions. */
    public Backlog backlog() {
        Predicate<String> indexed =
                topic -> Arrays.stream(Resolution.values()).anyMatch(resolution -> resolution.reads(topic));
        return log.backlog(log.committed(IndexProgress.SINK), log.ends(indexed));
    }

    @Override
    public void close() {
        openSearch.close();
    }

    private void refresh(Resolution resolution) {
        ask("POST", resolution, "/_refresh", null);
    }

    private JsonNode ask(String method, Resolution resolution, String endpoint, JsonNode body) {
        return openSearch.ask(method, "/" + resolution.alias() + endpoint, LENIENT, body);
    }
}
