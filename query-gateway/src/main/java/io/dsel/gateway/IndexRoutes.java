package io.dsel.gateway;

import io.dsel.event.EventKind;
import io.dsel.gateway.index.Coverage;
import io.dsel.gateway.index.IndexTier;
import io.dsel.gateway.index.Resolution;
import io.dsel.gateway.index.SearchPage;
import io.dsel.gateway.index.SearchQuery;
import io.dsel.gateway.log.LogUnavailableException;
import io.dsel.json.Json;
import io.dsel.service.HttpServer;
import io.dsel.topic.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads that the index tier answers: search, and which events are known. */
final class IndexRoutes {
    private static final int MOST_IDS = 1000;

    private final IndexTier index;
    private final String region;
    private final InstantSource clock;

    IndexRoutes(IndexTier index, String region, InstantSource clock) {
        this.index = index;
        this.region = region;
        this.clock = clock;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/search", this::search);
        routes.post("/v1/events/known", this::known);
    }

    private void search(Context ctx) {
        Instant start = clock.instant();
        SearchQuery query = SearchParameters.read(ctx.queryParamMap());
        IndexReceipt receipt = new IndexReceipt(region);
        Coverage coverage = cover(ctx, query.resolution(), receipt);
        SearchPage page;
        try {
            page = index.search(query);
        } catch (IllegalArgumentException e) {
            throw new BadParameterException("after", e.getMessage());
        }
        page.missing().forEach(receipt::misses);
        if (coverage != null) {
            receipt.covers(coverage, clock.instant(), concerns(query, page));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("items", page.items());
        answer.put("total", page.total());
        answer.put("facets", page.facets());
        answer.put("next", page.next());
        answer.put("receipt", receipt.stamp(ctx, millisSince(start)));
        HttpServer.json(ctx, answer);
    }

    private void known(Context ctx) {
        Instant start = clock.instant();
        List<String> ids = ids(Json.parse(ctx.bodyAsBytes()).path("ids"));
        IndexReceipt receipt = new IndexReceipt(region);
        Coverage coverage = cover(ctx, Resolution.EVENTS, receipt);
        Set<String> found = index.known(ids);
        if (coverage != null) {
            receipt.covers(coverage, clock.instant(), topic -> false);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("known", ids.stream().distinct().filter(found::contains).toList());
        answer.put("receipt", receipt.stamp(ctx, millisSince(start)));
        HttpServer.json(ctx, answer);
    }

    /** Null, and a word in the receipt, if the log cannot be asked: the index still answers then. */
    private Coverage cover(Context ctx, Resolution resolution, IndexReceipt receipt) {
        TokenWait wait = TokenWait.of(ctx);
        if (wait.token() != null) {
            index.await(wait.token(), resolution, wait.timeout());
        }
        try {
            return index.coverage(resolution);
        } catch (LogUnavailableException e) {
            receipt.misses("what the answer covers is not known: " + e.getMessage());
            return null;
        }
    }

    private static List<String> ids(JsonNode ids) {
        if (!ids.isArray() || ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new BadParameterException("ids", "is required, an array of 1 to " + MOST_IDS + " event ids");
        }
        return ids.valueStream()
                .map(id -> {
                    if (!id.isString()) {
                        throw new BadParameterException("ids", id + " is not a string");
                    }
                    return id.stringValue();
                })
                .toList();
    }

    private static Predicate<String> concerns(SearchQuery query, SearchPage page) {
        Set<String> objectKinds = new LinkedHashSet<>(query.kinds());
        Set<String> topics = Stream.concat(
                        query.kinds().stream(),
                        page.items().stream()
                                .map(item -> item.path("event").path("kind").asString("")))
                .flatMap(kind -> Stream.of(Topics.EVENTS_PREFIX + kind, Topics.AGGREGATES_PREFIX + kind))
                .collect(Collectors.toSet());
        return topic -> topics.contains(topic) || objectKinds.stream().anyMatch(kind -> isActionOf(kind, topic));
    }

    private static boolean isActionOf(String objectKind, String topic) {
        return EventKind.STANDARD_ACTIONS.stream()
                .anyMatch(action -> topic.equals(Topics.EVENTS_PREFIX + objectKind + action + "Event"));
    }

    private long millisSince(Instant start) {
        return Duration.between(start, clock.instant()).toMillis();
    }
}
