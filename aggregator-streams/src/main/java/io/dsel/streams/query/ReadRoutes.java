package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.store.StoreNames;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;

/** The paths that are read; any instance answers any key. */
final class ReadRoutes {
    static final String EXECUTION_STATUS = "ExecutionStatusAggregate";

    /** Aggregates that span apps belong to none. */
    static final String NO_APP = "_";

    private static final String OBJECT = "/v1/objects/{kind}/{appId}/{name}";

    private final Router router;
    private final GroupOffsets log;
    private final ObjectReads objects;
    private final HistoryReads histories;

    ReadRoutes(Router router, GroupOffsets log, ObjectReads objects, HistoryReads histories) {
        this.router = router;
        this.log = log;
        this.objects = objects;
        this.histories = histories;
    }

    void addTo(RoutesConfig routes) {
        routes.get(OBJECT, ctx -> object(ctx, entity(ctx)));
        routes.get(OBJECT + "/history", this::history);
        routes.get("/v1/executions/{id}", ctx -> object(ctx, entity(EXECUTION_STATUS, NO_APP, ctx.pathParam("id"))));
    }

    private void object(Context ctx, EntityKey entity) {
        ReadWish wish = wish(ctx);
        Optional<Instant> time = Parameters.time(ctx, "asOf");
        boolean latest = time.isEmpty();
        String store = latest ? StoreNames.HEADS : StoreNames.HISTORY;
        router.route(
                        ctx,
                        store,
                        entity.text(),
                        wish,
                        partition -> latest
                                ? objects.latest(entity, partition, wish)
                                : objects.asOf(entity, time.get(), partition, wish))
                .send(ctx);
    }

    private void history(Context ctx) {
        EntityKey entity = entity(ctx);
        ReadWish wish = wish(ctx);
        HistoryReads.Page page =
                new HistoryReads.Page(Parameters.limit(ctx), orderCursor(ctx, "before"), Parameters.flag(ctx, "full"));
        router.route(
                        ctx,
                        StoreNames.HISTORY,
                        entity.text(),
                        wish,
                        partition -> histories.history(entity, page, partition, wish))
                .send(ctx);
    }

    private ReadWish wish(Context ctx) {
        ReadWish wish = ReadWish.of(ctx);
        wish.token().ifPresent(token -> {
            if (!token.clusterId().equals(log.clusterId())) {
                throw new ProblemException(new Problem(
                        400,
                        "foreign-token",
                        "The token is of another cluster",
                        "the token is of cluster " + token.clusterId() + ", this one is " + log.clusterId()));
            }
        });
        return wish;
    }

    private static Optional<EventOrder> orderCursor(Context ctx, String name) {
        return Parameters.cursor(ctx, name).map(bytes -> {
            if (bytes.length <= Long.BYTES) {
                throw new BadParameterException(name, "is not a cursor of this service");
            }
            return EventOrder.fromSortable(bytes, 0);
        });
    }

    private static EntityKey entity(Context ctx) {
        return entity(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
    }

    private static EntityKey entity(String kind, String appId, String name) {
        try {
            return new EntityKey(kind, appId, name);
        } catch (InvalidEventException e) {
            throw new BadParameterException("path", e.getMessage());
        }
    }
}
