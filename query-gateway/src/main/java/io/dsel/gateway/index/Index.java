package io.dsel.gateway.index;

import io.dsel.gateway.log.Backlog;
import io.dsel.gateway.log.Broker;
import io.dsel.gateway.log.Groups;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.TierName;
import io.dsel.gateway.read.TokenNotCoveredException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** The indices that the sink writes, and how much of the log they show. Those that are not there yet are empty. */
public final class Index implements AutoCloseable {
    private static final Map<String, String> LENIENT = Map.of("ignore_unavailable", "true", "allow_no_indices", "true");

    /** A part of an answer would be a wrong answer. */
    private static final Map<String, String> WHOLE =
            Map.of("ignore_unavailable", "true", "allow_no_indices", "true", "allow_partial_search_results", "false");

    /** The first event of a month makes an index, which takes a moment to answer. */
    private static final Duration STARTING_PAUSE = Duration.ofMillis(50);

    private static final int STARTING_ATTEMPTS = 8;

    private final OpenSearch openSearch;
    private final Broker broker;
    private final IndexProgress progress;
    private final String region;
    private final InstantSource clock;

    /** @param timeout of one answer of OpenSearch */
    public Index(List<URI> urls, Duration timeout, Broker broker, String region, InstantSource clock) {
        this.openSearch = new OpenSearch(urls, timeout);
        this.broker = broker;
        this.progress = new IndexProgress(broker, new Groups(broker), this::refresh, clock);
        this.region = region;
        this.clock = clock;
    }

    /** OpenSearch's own word on its health: {@code green}, {@code yellow} or {@code red}. */
    public String health() {
        return openSearch
                .ask("GET", "/_cluster/health", Map.of(), null)
                .path("status")
                .asString("unknown");
    }

    public long documents(Resolution resolution) {
        return openSearch
                .ask("GET", path(resolution, "/_count"), LENIENT, null)
                .path("count")
                .asLong();
    }

    /** What the sink has yet to index of all resolutions. */
    public Backlog backlog(Deadline deadline) {
        Predicate<String> indexed =
                topic -> Arrays.stream(Resolution.values()).anyMatch(resolution -> resolution.reads(topic));
        return broker.backlog(broker.committed(Groups.SINK, deadline), broker.ends(indexed, deadline), deadline);
    }

    @Override
    public void close() {
        openSearch.close();
    }

    /** Waits for the demand's token, then tells what a search begun now is sure to show. */
    Covered cover(Resolution resolution, Demand demand) {
        try {
            demand.token().ifPresent(token -> progress.await(token, resolution, demand.deadline()));
        } catch (LogUnavailableException e) { // not the index's fault, which may well show it
            throw new TokenNotCoveredException("proof of what the index shows: " + e.getMessage());
        }
        return new Covered(progress.of(resolution, demand.deadline()));
    }

    /** What the index covers; empty if that could never be found out. */
    record Covered(Optional<io.dsel.gateway.index.Coverage> known) {}

    /** @param concerns the topics whose positions are worth telling */
    Coverage coverage(Covered covered, Predicate<String> concerns, List<String> missing) {
        Instant now = clock.instant();
        List<String> lacks = new ArrayList<>(missing);
        if (covered.known().isEmpty()) {
            lacks.add("what the answer covers is not known: the broker does not answer");
        }
        return new Coverage(
                TierName.INDEX,
                "opensearch",
                Optional.empty(),
                region,
                covered.known().map(it -> it.age(now)),
                covered.known().map(it -> it.offsets().of(concerns).covered()).orElseGet(TreeMap::new),
                covered.known()
                        .map(it -> OptionalLong.of(
                                it.backlog().isEmpty() ? 0 : it.backlog().offsets()))
                        .orElse(OptionalLong.empty()),
                lacks);
    }

    /** @throws IndexUnavailableException if OpenSearch does not answer for all of its shards */
    JsonNode searchWhole(Resolution resolution, JsonNode body) {
        for (int attempt = 1; attempt < STARTING_ATTEMPTS; attempt++) {
            try {
                return openSearch.ask("POST", path(resolution, "/_search"), WHOLE, body);
            } catch (IndexStartingException e) {
                LockSupport.parkNanos(STARTING_PAUSE.toNanos());
            }
        }
        return openSearch.ask("POST", path(resolution, "/_search"), WHOLE, body);
    }

    /** Shards that did not answer are named in the answer. */
    JsonNode search(Resolution resolution, JsonNode body) {
        return openSearch.ask("POST", path(resolution, "/_search"), LENIENT, body);
    }

    private void refresh(Resolution resolution) {
        openSearch.ask("POST", path(resolution, "/_refresh"), LENIENT, null);
    }

    private static String path(Resolution resolution, String endpoint) {
        return "/" + resolution.alias() + endpoint;
    }
}
