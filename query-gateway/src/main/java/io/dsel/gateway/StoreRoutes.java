package io.dsel.gateway;

import io.dsel.gateway.store.StoreAnswer;
import io.dsel.gateway.store.StoreTier;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Reads that the store tier answers; the instances' answers are passed on as they are. */
final class StoreRoutes {
    private static final String OBJECT = "/v1/objects/{kind}/{appId}/{name}";

    private final StoreTier store;
    private final String region;

    StoreRoutes(StoreTier store, String region) {
        this.store = store;
        this.region = region;
    }

    void add(RoutesConfig routes) {
        routes.get(OBJECT, this::passOn);
        routes.get(OBJECT + "/history", this::passOn);
        routes.get("/v1/executions/{id}", this::passOn);
        routes.get("/v1/executions/{id}/events", this::passOn);
        routes.get("/v1/kinds/{kind}/objects", this::passOn);
    }

    private void passOn(Context ctx) {
        String query = ctx.queryString();
        String target = ctx.req().getRequestURI() + (query == null ? "" : "?" + UriText.legal(query));
        StoreAnswer answer = store.get(target, TokenWait.of(ctx).timeout());
        ctx.status(answer.status());
        ctx.header("Dsel-Tier", "store");
        ctx.header("Dsel-Region", region);
        answer.headers().forEach(ctx::header);
        if (answer.contentType() != null) {
            ctx.contentType(answer.contentType());
        }
        ctx.result(answer.body());
    }
}
