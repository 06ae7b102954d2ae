package io.dsel.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.aggregate.Group;
import io.dsel.event.EntityKey;
import io.dsel.event.EventKind;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.service.Problem;
import io.dsel.service.ProblemException;
import io.dsel.streams.engine.GroupOffsets;
import io.dsel.streams.execution.ExecutionAggregate;
import io.dsel.streams.store.StoreNames;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The paths of single objects and executions; any instance answers any key. */
final class ReadRoutes {
    private static final String OBJECT = "/v1/objects/{kind}/{appId}/{name}";

    private final Router router;
    private final GroupOffsets log;
    private final Derivation derivation;
    private final ObjectReads objects;
    private final HistoryReads histories;
    private final GroupReads groups;

    ReadRoutes(
            Router router,
            GroupOffsets log,
            Derivation derivation,
            ObjectReads objects,
            HistoryReads histories,
            GroupReads groups) {
        this.router = router;
        this.log = log;
        this.derivation = derivation;
        this.objects = objects;
        this.histories = histories;
        this.groups = groups;
    }

    void addTo(RoutesConfig routes) {
        routes.get(OBJECT, ctx -> object(ctx, entity(ctx)));
        routes.get(OBJECT + "/history", this::history);
        routes.get("/v1/executions/{id}", ctx -> object(ctx, groups.live(execution(ctx))));
        routes.get("/v1/executions/{id}/events", ctx -> groupEvents(ctx, groups.live(execution(ctx))));
        routes.get("/v1/aggregates/{kind}/{appId}/{name}/events", ctx -> groupEvents(ctx, entity(ctx)));
    }

    private void object(Context ctx, EntityKey entity) {
        ReadWish wish = wishFor(ctx, entity.kind());
        Optional<Instant> time = Parameters.time(ctx, "asOf");
        Optional<Instant> knownAt = Parameters.time(ctx, "knownAt");
        router.route(
                        () -> Target.of(ctx, wish.token()),
                        StoreNames.HISTORY,
                        entity.text(),
                        wish,
                        partition -> objects.state(entity, time, knownAt, partition, wish))
                .send(ctx);
    }

    private void history(Context ctx) {
        EntityKey entity = entity(ctx);
        ReadWish wish = wishFor(ctx, entity.kind());
        HistoryPage page = historyPage(ctx);
        router.route(
                        () -> Target.of(ctx, wish.token()),
                        StoreNames.HISTORY,
                        entity.text(),
                        wish,
                        partition -> histories.history(entity, page, partition, wish))
                .send(ctx);
    }

    private void groupEvents(Context ctx, EntityKey group) {
        ReadWish asked = wish(ctx, log);
        ReadWish wish = asked.forwarded()
                ? asked
                : asked.withToken(asked.token().map(token -> derivation.ofJournal(token, asked.remaining())));
        int limit = Parameters.limit(ctx);
        Optional<EventOrder> after = orderCursor(ctx);
        OptionalLong sequence = Parameters.sequence(ctx);
        router.route(
                        () -> Target.of(ctx, wish.token()),
                        StoreNames.AGGREGATE_EVENTS,
                        group.text(),
                        wish,
                        partition -> groups.events(group, sequence, limit, after, partition, wish))
                .send(ctx);
    }

    /** An aggregate has seen a token when what derives from the token's events has been seen. */
    private ReadWish wishFor(Context ctx, String kind) {
        ReadWish wish = wish(ctx, log);
        return EventKind.isAggregate(kind) && !wish.forwarded()
                ? wish.withToken(wish.token().map(token -> derivation.ofAggregates(token, kind, wish.remaining())))
                : wish;
    }

    /** What a request asks for, with a token of this cluster. */
    static ReadWish wish(Context ctx, GroupOffsets log) {
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

    private static HistoryPage historyPage(Context ctx) {
        String order = ctx.queryParam("order");
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw new BadParameterException("order", "'" + order + "' is neither asc nor desc");
        }
        return new HistoryPage(
                "asc".equals(order),
                Parameters.limit(ctx),
                orderCursor(ctx),
                Parameters.time(ctx, "from"),
                Parameters.time(ctx, "to"),
                Parameters.time(ctx, "knownAt"),
                ctx.queryParams("kind"),
                ctx.queryParams("user"),
                ctx.queryParams("execution"),
                Parameters.flag(ctx, "full"));
    }

    private static Optional<EventOrder> orderCursor(Context ctx) {
        return Parameters.cursor(ctx, "after").map(bytes -> {
            if (bytes.length <= Long.BYTES) {
                throw new BadParameterException("after", "'" + new String(bytes, UTF_8) + "' is not a cursor");
            }
            return EventOrder.fromSortable(bytes, 0);
        });
    }

    private static EntityKey entity(Context ctx) {
        return entity(ctx.pathParam("kind"), ctx.pathParam("appId"), ctx.pathParam("name"));
    }

    private static EntityKey execution(Context ctx) {
        return entity(ExecutionAggregate.KIND.objectKind(), Group.NO_APP, ctx.pathParam("id"));
    }

    private static EntityKey entity(String kind, String appId, String name) {
        try {
            return new EntityKey(kind, appId, name);
        } catch (InvalidEventException e) {
            throw new BadParameterException("path", e.getMessage());
        }
    }
}
