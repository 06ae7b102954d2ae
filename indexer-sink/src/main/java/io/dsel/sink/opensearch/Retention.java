package io.dsel.sink.opensearch;

import io.dsel.index.IndexSort;
import io.dsel.json.Json;
import io.dsel.sink.bulk.BulkReply;
import io.dsel.sink.document.IndexName;
import java.io.IOException;
import java.time.Clock;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Drops the monthly indices of months that have passed out of reach. The log keeps what they held; a replay would bring
 * it back until the next time. Heads stay.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    private final OpenSearch openSearch;
    private final int months;
    private final Clock clock;

    /** @param months to keep besides the running one; 0 keeps all for ever */
    public Retention(OpenSearch openSearch, int months, Clock clock) {
        this.openSearch = openSearch;
        this.months = months;
        this.clock = clock;
    }

    /** Those of the indices that are to be dropped. */
    static List<String> expired(Collection<String> indices, int months, YearMonth now) {
        if (months == 0) {
            return List.of();
        }
        YearMonth oldestKept = now.minusMonths(months);
        return indices.stream()
                .filter(index -> IndexName.parse(index)
                        .flatMap(IndexName::month)
                        .filter(month -> month.isBefore(oldestKept))
                        .isPresent())
                .sorted()
                .toList();
    }

    /**
     * Drops what has expired.
     *
     * @return the names of the dropped indices
     * @throws IOException if OpenSearch does not answer, or refuses
     */
    public List<String> apply() throws IOException {
        if (months == 0) {
            return List.of();
        }
        BulkReply listed = openSearch.request(
                "GET",
                "/_cat/indices/" + IndexSort.EVENTS.alias() + "-v*," + IndexSort.AGGREGATES.alias() + "-v*",
                Map.of("format", "json", "h", "index", "expand_wildcards", "all"),
                null);
        requireOk("listing the indices", listed);
        List<String> names = new ArrayList<>();
        for (JsonNode index : Json.parse(listed.body())) {
            names.add(index.path("index").stringValue());
        }
        List<String> expired = expired(names, months, YearMonth.now(clock));
        for (String index : expired) {
            requireOk("dropping " + index, openSearch.request("DELETE", "/" + index, Map.of(), null));
            LOG.info("dropped index {}: its month is more than {} months ago (index.retention.months)", index, months);
        }
        return expired;
    }

    private static void requireOk(String what, BulkReply reply) throws IOException {
        if (reply.status() >= 300) {
            throw new IOException(what + " was answered with " + reply.text());
        }
    }
}
