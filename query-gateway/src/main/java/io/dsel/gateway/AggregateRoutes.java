package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.store.Streams;
import io.dsel.json.Json;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Which aggregates are declared, how far each is built, and which events a group is made of. The streams alone know, so
 * there is no other tier to fall to.
 */
final class AggregateRoutes {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> PAGE = new TreeSet<>(Set.of("sequence", "limit", "after", "token", "timeoutMs"));

    private final Streams streams;
    private final LiveVersions live;

    AggregateRoutes(Streams streams, LiveVersions live) {
        this.streams = streams;
        this.live = live;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/aggregates", ctx -> forward(ctx, "/v1/aggregates"));
        routes.get("/v1/aggregates/{kind}/{appId}/{name}/events", this::events);
    }

    private void events(Context ctx) {
        EntityKey group = live.of(ReadParameters.entity(ctx));
        for (String name : ctx.queryParamMap().keySet()) {
            if (!PAGE.contains(name)) {
                throw new BadParameterException(name, "is not a parameter here; those are " + PAGE);
            }
        }
        String query = ctx.queryParamMap().entrySet().stream()
                .flatMap(parameter -> parameter.getValue().stream()
                        .map(value -> parameter.getKey() + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8)))
                .collect(Collectors.joining("&", "?", ""));
        forward(ctx, "/v1/aggregates/" + group.text() + "/events" + query);
    }

    /** @throws io.dsel.gateway.read.TierUnavailableException if no instance answers */
    private void forward(Context ctx, String target) {
        Streams.Answer answer = streams.get(target, Deadline.in(PATIENCE));
        ctx.status(answer.status())
                .contentType(answer.status() == 200 ? "application/json" : "application/problem+json")
                .result(Json.writeBytes(answer.body()));
    }
}
