package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.ExecutionEventsQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tiers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Reads of executions: what one adds up to, and its events. */
final class ExecutionRoutes {
    static final String AGGREGATE = "ExecutionStatusAggregate";

    /** Executions span apps and belong to none. */
    private static final String NO_APP = "_";

    private final Tiers tiers;
    private final ObjectRoutes objects;

    ExecutionRoutes(Tiers tiers, ObjectRoutes objects) {
        this.tiers = tiers;
        this.objects = objects;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/executions/{id}", Reply.stamped(ctx -> objects.state(ctx, entity(ctx))));
        routes.get("/v1/executions/{id}/events", Reply.stamped(this::events));
    }

    private void events(Context ctx) {
        String execution = entity(ctx).name();
        ReadParameters parameters = ReadParameters.of(ctx, "order", "limit", "after", "full");
        ExecutionEventsQuery first = new ExecutionEventsQuery(execution, parameters.slice(Slice.Direction.ASC));
        ExecutionEventsQuery query =
                new ExecutionEventsQuery(execution, parameters.after(first.slice(), first.identity()));
        Answered<Page<EventEntry>> answer = tiers.executionEvents(query, parameters.wish());
        Reply.to(ctx, parameters, answer, tiers.clusterId())
                .send(EventLists.eventsOfAll(answer.value(), query.identity()));
    }

    private static EntityKey entity(Context ctx) {
        return ReadParameters.entity(AGGREGATE, NO_APP, ctx.pathParam("id"));
    }
}
