package io.dsel.gateway;

import io.dsel.event.EventKind;
import io.dsel.gateway.index.Resolution;
import io.dsel.gateway.index.SearchPage;
import io.dsel.gateway.index.SearchQuery;
import io.dsel.gateway.index.Searches;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.NotOfThisTierException;
import io.dsel.gateway.read.Read;
import io.dsel.gateway.read.ReadWish;
import io.dsel.gateway.read.Scope;
import io.dsel.gateway.read.TierName;
import io.dsel.gateway.read.Tiers;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads that only the index answers: search, and which events are known. */
final class SearchRoutes {
    private static final int MOST_IDS = 1000;

    private final Tiers tiers;
    private final Searches searches;
    private final Kinds kinds;
    private final LiveVersions live;

    SearchRoutes(Tiers tiers, Searches searches, Kinds kinds, LiveVersions live) {
        this.tiers = tiers;
        this.searches = searches;
        this.kinds = kinds;
        this.live = live;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/search", Reply.stamped(this::search));
        routes.get("/v1/executions", Reply.stamped(this::executions));
        routes.post("/v1/events/known", Reply.stamped(this::known));
    }

    private void search(Context ctx) {
        ReadParameters parameters = new ReadParameters(ctx.queryParamMap(), SearchParameters.OWN);
        SearchQuery query = SearchParameters.read(parameters, live);
        Answered<SearchPage> answer = ask(
                query.resolution(),
                parameters.wish(),
                "searches",
                demand -> searches.search(query, (page, topic) -> concerns(query, page, topic), demand));
        Reply reply = Reply.to(ctx, parameters, answer, tiers.clusterId());
        SearchPage page = answer.value();
        if (page.items().isEmpty()) {
            query.kinds().forEach(kinds::requireKnown);
        }
        reply.send(document(page));
    }

    /** The latest of each execution's aggregates, newest first. */
    private void executions(Context ctx) {
        ReadParameters parameters = ReadParameters.of(ctx, "phase", "user", "app", "from", "to", "limit", "after");
        SearchQuery query = SearchParameters.executions(parameters, live);
        Answered<SearchPage> answer = ask(
                query.resolution(),
                parameters.wish(),
                "which executions there are",
                demand -> searches.search(query, (page, topic) -> concerns(query, page, topic), demand));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        answer.value().items().forEach(item -> items.addObject().set("event", item.get("event")));
        body.put("total", answer.value().total()).put("next", answer.value().next());
        Reply.to(ctx, parameters, answer, tiers.clusterId()).send(body);
    }

    private void known(Context ctx) {
        ReadParameters parameters = ReadParameters.of(ctx);
        List<String> ids = ids(Json.parse(ctx.bodyAsBytes()).path("ids"));
        Answered<Set<String>> answer = ask(
                Resolution.EVENTS, parameters.wish(), "which events are known", demand -> searches.known(ids, demand));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode known = body.putArray("known");
        ids.stream().distinct().filter(answer.value()::contains).forEach(known::add);
        Reply.to(ctx, parameters, answer, tiers.clusterId()).send(body);
    }

    private <T> Answered<T> ask(Resolution resolution, ReadWish wish, String what, Function<Demand, Read<T>> question) {
        TierName tier = wish.tier().orElse(TierName.INDEX);
        if (tier != TierName.INDEX) {
            throw new NotOfThisTierException(tier, what);
        }
        Scope scope = new Scope(resolution::reads, Optional.empty(), resolution != Resolution.EVENTS);
        ReadWish only = new ReadWish(wish.consistency(), wish.timeout(), Optional.of(tier));
        return tiers.read(scope, only, (index, demand) -> question.apply(demand));
    }

    private static ObjectNode document(SearchPage page) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.putArray("items").addAll(page.items());
        document.put("total", page.total());
        document.set("facets", Json.MAPPER.valueToTree(page.facets()));
        return document.put("next", page.next());
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

    private static boolean concerns(SearchQuery query, SearchPage page, String topic) {
        Set<String> objectKinds = new LinkedHashSet<>(query.kinds());
        Set<String> topics = Stream.concat(
                        query.kinds().stream(),
                        page.items().stream()
                                .map(item -> item.path("event").path("kind").asString("")))
                .flatMap(kind -> Stream.of(Topics.EVENTS_PREFIX + kind, Topics.AGGREGATES_PREFIX + kind))
                .collect(Collectors.toSet());
        return topic.equals(Topics.HEADS.name())
                || topics.contains(topic)
                || objectKinds.stream().anyMatch(kind -> isActionOf(kind, topic));
    }

    private static boolean isActionOf(String objectKind, String topic) {
        return EventKind.STANDARD_ACTIONS.stream()
                .anyMatch(action -> topic.equals(Topics.EVENTS_PREFIX + objectKind + action + "Event"));
    }
}
