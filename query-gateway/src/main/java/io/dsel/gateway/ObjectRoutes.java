package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.KindQuery;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tiers;
import io.dsel.service.Problem;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/** Reads of objects: their state, their history, and which there are. */
final class ObjectRoutes {
    static final String OBJECT = "/v1/objects/{kind}/{appId}/{name}";

    private final Tiers tiers;
    private final Kinds kinds;
    private final Versions versions;
    private final LiveVersions live;

    ObjectRoutes(Tiers tiers, Kinds kinds, Versions versions, LiveVersions live) {
        this.tiers = tiers;
        this.kinds = kinds;
        this.versions = versions;
        this.live = live;
    }

    void add(RoutesConfig routes) {
        routes.get(OBJECT, Reply.stamped(this::state));
        routes.get(OBJECT + "/history", Reply.stamped(this::history));
        routes.get("/v1/kinds/{kind}/objects", Reply.stamped(this::objectsOfKind));
    }

    private void state(Context ctx) {
        state(
                ctx,
                ReadParameters.entity(ctx),
                ReadParameters.of(ctx, "asOf", "knownAt", LiveVersions.PARAMETER, Versions.PARAMETER));
    }

    /** Answers with the entity's state; 404 if there is none, or if it is deleted. */
    void state(Context ctx, EntityKey entity) {
        state(ctx, entity, ReadParameters.of(ctx, "asOf", "knownAt", LiveVersions.PARAMETER));
    }

    private void state(Context ctx, EntityKey asked, ReadParameters parameters) {
        EntityKey entity = live.chosen(asked, parameters);
        ObjectQuery query = new ObjectQuery(entity, parameters.time("asOf"), parameters.time("knownAt"));
        Answered<Optional<FoundEvent>> answer = tiers.object(query, parameters.wish());
        Reply reply = Reply.to(ctx, parameters, answer, tiers.clusterId());
        FoundEvent found = answer.value().orElseThrow(() -> {
            kinds.requireKnown(entity.kind());
            return reply.problem(new Problem(404, "not-found", "Not found", "no event of " + entity + times(query)));
        });
        if (found.isDeletion()) {
            String at = found.event().path("meta").path("timestamp").asString("");
            throw reply.problem(new Problem(404, "deleted", "The object is deleted", entity + " was deleted at " + at)
                    .with("event", found.event()));
        }
        reply.sendEvent(versions.reader(parameters).read(found.event()));
    }

    private void history(Context ctx) {
        EntityKey asked = ReadParameters.entity(ctx);
        ReadParameters parameters = ReadParameters.of(
                ctx,
                "order",
                "limit",
                "after",
                "from",
                "to",
                "kind",
                "user",
                "execution",
                "knownAt",
                "full",
                Versions.PARAMETER);
        if (parameters.one(Versions.PARAMETER).isPresent() && !parameters.flag("full")) {
            throw new BadParameterException(
                    Versions.PARAMETER, "needs full=true; without it a history shows nothing of its objects");
        }
        EventFilter filter = live.of(parameters.filter());
        Slice slice = parameters.slice(Slice.Direction.DESC);
        EntityKey entity = live.ofPage(asked, parameters, one -> new HistoryQuery(one, filter, slice).identity());
        HistoryQuery first = new HistoryQuery(entity, filter, slice);
        HistoryQuery query = new HistoryQuery(entity, filter, parameters.after(first.slice(), first.identity()));
        Answered<Page<EventEntry>> answer = tiers.history(query, parameters.wish());
        Reply reply = Reply.to(ctx, parameters, answer, tiers.clusterId());
        if (answer.value().items().isEmpty()) {
            kinds.requireKnown(entity.kind());
        }
        reply.send(EventLists.events(answer.value(), query.identity(), versions.reader(parameters)));
    }

    private void objectsOfKind(Context ctx) {
        ReadParameters parameters = ReadParameters.of(ctx, "app", "limit", "after");
        Optional<String> app = parameters.one("app");
        EntityKey any = ReadParameters.entity(ctx.pathParam("kind"), app.orElse("_"), "_");
        Function<EntityKey, KindQuery> question =
                one -> new KindQuery(one.kind(), app, parameters.limit(), Optional.empty());
        String kind = live.ofPage(any, parameters, one -> question.apply(one).identity())
                .kind();
        KindQuery first = new KindQuery(kind, app, parameters.limit(), Optional.empty());
        KindQuery query = new KindQuery(kind, app, first.limit(), parameters.after(first.identity()));
        Answered<Page<ObjectEntry>> answer = tiers.objectsOfKind(query, parameters.wish());
        Reply reply = Reply.to(ctx, parameters, answer, tiers.clusterId());
        if (answer.value().items().isEmpty()) {
            kinds.requireKnown(kind);
        }
        reply.send(EventLists.objects(answer.value(), query.identity()));
    }

    private static String times(ObjectQuery query) {
        return query.asOf().map(time -> " at or before " + EventJson.time(time)).orElse("")
                + query.knownAt()
                        .map(time -> " as known at " + EventJson.time(time))
                        .orElse("");
    }
}
