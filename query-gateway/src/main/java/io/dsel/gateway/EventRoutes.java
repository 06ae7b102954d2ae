package io.dsel.gateway;

import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.EventsQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tiers;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;

/** Reads of events across entities. */
final class EventRoutes {
    private final Tiers tiers;
    private final Kinds kinds;
    private final LiveVersions live;

    EventRoutes(Tiers tiers, Kinds kinds, LiveVersions live) {
        this.tiers = tiers;
        this.kinds = kinds;
        this.live = live;
    }

    void add(RoutesConfig routes) {
        routes.get("/v1/events", Reply.stamped(this::events));
    }

    private void events(Context ctx) {
        ReadParameters parameters = ReadParameters.of(
                ctx,
                "kind",
                "user",
                "correlation",
                "causation",
                "app",
                "execution",
                "from",
                "to",
                "knownAt",
                "order",
                "limit",
                "after",
                "full");
        EventFilter filter = live.of(parameters.filter());
        EventsQuery first = new EventsQuery(filter, parameters.slice(Slice.Direction.DESC));
        EventsQuery query = new EventsQuery(filter, parameters.after(first.slice(), first.identity()));
        Answered<Page<EventEntry>> answer = tiers.events(query, parameters.wish());
        Reply reply = Reply.to(ctx, parameters, answer, tiers.clusterId());
        if (answer.value().items().isEmpty()) {
            filter.kinds().forEach(kinds::requireKnown);
        }
        reply.send(EventLists.eventsOfAll(answer.value(), query.identity()));
    }
}
