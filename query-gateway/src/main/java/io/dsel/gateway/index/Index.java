package io.dsel.gateway.index;

import io.dsel.client.LiveGenerations;
import io.dsel.gateway.log.Backlog;
import io.dsel.gateway.log.Broker;
import io.dsel.gateway.log.Groups;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.TierName;
import io.dsel.gateway.read.TokenNotCoveredException;
import io.dsel.index.Generations;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * The indices that the sink writes, and how much of the log they show. Those that are not there yet are empty. Of the
 * generations the live one is read: by its own name, so that a promotion takes effect between two reads and never within
 * one.
 */
public final class Index implements AutoCloseable {
    private static final Map<String, String> LENIENT = Map.of("ignore_unavailable", "true", "allow_no_indices", "true");

    /** A part of an answer would be a wrong answer. */
    private static final Map<String, String> WHOLE =
            Map.of("ignore_unavailable", "true", "allow_no_indices", "true", "allow_partial_search_results", "false");

    /** How long an index that has just been made is waited for where another tier may answer instead. */
    private static final Duration STARTING = Duration.ofMillis(350);

    /** And where nobody else can. */
    private static final Duration STARTING_ALONE = Duration.ofSeconds(3);

    private static final Duration ASKING_THE_LOG = Duration.ofMillis(500);

    private final OpenSearch openSearch;
    private final Broker broker;
    private final LiveGenerations generations;
    private final Map<Integer, IndexProgress> progress = new ConcurrentHashMap<>();
    private final String region;
    private final InstantSource clock;

    /**
     * @param timeout of one answer of OpenSearch
     * @param generations followed, and the caller's
     */
    public Index(
            List<URI> urls,
            Duration timeout,
            Broker broker,
            LiveGenerations generations,
            String region,
            InstantSource clock) {
        this.openSearch = new OpenSearch(urls, timeout);
        this.broker = broker;
        this.generations = generations;
        this.region = region;
        this.clock = clock;
    }

    /**
     * What a search found, and what it covers. Both are of one generation.
     *
     * @param covered empty if that could never be found out
     */
    record Found(Optional<io.dsel.gateway.index.Coverage> covered, JsonNode answer) {}

    /** OpenSearch's own word on its health: {@code green}, {@code yellow} or {@code red}. */
    public String health() {
        return openSearch
                .ask("GET", "/_cluster/health", Map.of(), null)
                .path("status")
                .asString("unknown");
    }

    public long documents(Resolution resolution) {
        return openSearch
                .ask("GET", path(resolution, live(), "/_count"), LENIENT, null)
                .path("count")
                .asLong();
    }

    /** What the sink has yet to index of all resolutions. */
    public Backlog backlog(Deadline deadline) {
        Predicate<String> indexed =
                topic -> Arrays.stream(Resolution.values()).anyMatch(resolution -> resolution.reads(topic));
        return broker.backlog(broker.committed(group(live()), deadline), broker.ends(indexed, deadline), deadline);
    }

    @Override
    public void close() {
        openSearch.close();
    }

    /** @param concerns the topics whose positions are worth telling */
    Coverage coverage(Found found, Predicate<String> concerns, List<String> missing) {
        Instant now = clock.instant();
        List<String> lacks = new ArrayList<>(missing);
        if (found.covered().isEmpty()) {
            lacks.add("what the answer covers is not known: the broker does not answer");
        }
        return new Coverage(
                TierName.INDEX,
                "opensearch",
                Optional.empty(),
                region,
                found.covered().map(it -> it.age(now)),
                found.covered().map(it -> it.offsets().of(concerns).covered()).orElseGet(TreeMap::new),
                found.covered()
                        .map(it -> OptionalLong.of(
                                it.backlog().isEmpty() ? 0 : it.backlog().offsets()))
                        .orElse(OptionalLong.empty()),
                lacks);
    }

    /**
     * Waits for the demand's token, then searches.
     *
     * @throws IndexUnavailableException if OpenSearch does not answer for all of its shards
     */
    Found searchWhole(Resolution resolution, JsonNode body, Demand demand) {
        return find(
                resolution,
                demand,
                generation -> openSearch.search(path(resolution, generation, "/_search"), WHOLE, body, STARTING));
    }

    /** The same; shards that did not answer are named in the answer. */
    Found search(Resolution resolution, JsonNode body, Demand demand) {
        return find(
                resolution,
                demand,
                generation -> openSearch.search(
                        path(resolution, generation, "/_search"),
                        LENIENT,
                        body,
                        demand.deadline().remaining(STARTING_ALONE)));
    }

    /** In the live generation; once more if that was dropped before we had heard of the one that is read instead. */
    private Found find(Resolution resolution, Demand demand, IntFunction<JsonNode> search) {
        int generation = live();
        Optional<io.dsel.gateway.index.Coverage> covered = cover(generation, resolution, demand);
        try {
            JsonNode answer = search.apply(generation);
            boolean empty = answer.at("/_shards/total").asInt(0) == 0;
            return empty && isDropped(generation) ? find(resolution, demand, search) : new Found(covered, answer);
        } catch (IndexUnavailableException e) {
            if (generations.get().isDropped(generation)) {
                return find(resolution, demand, search);
            }
            throw e;
        }
    }

    /**
     * Where there are no indices at all, either nothing was written yet, or the generation was dropped; which is true
     * only the log can say.
     *
     * @throws IndexUnavailableException if it does not
     */
    private boolean isDropped(int generation) {
        try {
            Deadline deadline = Deadline.in(ASKING_THE_LOG);
            String topic = LiveGenerations.PARTITION.topic();
            long end = broker.ends(topic::equals, deadline).next(topic, LiveGenerations.PARTITION.partition());
            if (!generations.awaitOffset(end, deadline.remaining())) {
                throw new IndexUnavailableException("which generation of the index is read is not known yet", null);
            }
            return generations.get().isDropped(generation);
        } catch (LogUnavailableException e) {
            throw new IndexUnavailableException(
                    "the index is empty, and the log does not tell whether it is the right one", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IndexUnavailableException("interrupted", e);
        }
    }

    /** Waits for the demand's token, then tells what a search begun now is sure to show. */
    private Optional<io.dsel.gateway.index.Coverage> cover(int generation, Resolution resolution, Demand demand) {
        progress.keySet().removeIf(generations.get()::isDropped);
        IndexProgress its = progress.computeIfAbsent(generation, this::progress);
        try {
            demand.token().ifPresent(token -> its.await(token, resolution, demand.deadline()));
        } catch (LogUnavailableException e) { // not the index's fault, which may well show it
            throw new TokenNotCoveredException("proof of what the index shows: " + e.getMessage());
        }
        return its.of(resolution, demand.deadline());
    }

    private IndexProgress progress(int generation) {
        return new IndexProgress(
                broker,
                new Groups(broker),
                group(generation),
                resolution -> openSearch.ask("POST", path(resolution, generation, "/_refresh"), LENIENT, null),
                clock);
    }

    private int live() {
        return generations.get().live();
    }

    private static String group(int generation) {
        return Generations.group(Groups.SINK, generation);
    }

    private static String path(Resolution resolution, int generation, String endpoint) {
        return "/" + resolution.indices(generation) + endpoint;
    }
}
