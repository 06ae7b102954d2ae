package io.dsel.gateway.index;

import io.dsel.event.EventKind;
import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.EventsQuery;
import io.dsel.gateway.read.ExecutionEventsQuery;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.KindQuery;
import io.dsel.gateway.read.NotOfThisTierException;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Read;
import io.dsel.gateway.read.Scope;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tier;
import io.dsel.gateway.read.TierName;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the sink has indexed of events and aggregates. Heads are not read here, because they come by way of the streams:
 * with these away they would lack what the events show.
 */
public final class IndexTier implements Tier {
    private final Index index;

    public IndexTier(Index index) {
        this.index = index;
    }

    @Override
    public TierName name() {
        return TierName.INDEX;
    }

    @Override
    public Read<Optional<FoundEvent>> object(ObjectQuery query, Demand demand) {
        return read(
                query.scope(),
                demand,
                EventBodies.state(query),
                hits -> hits.isEmpty() ? Optional.empty() : Optional.of(EventHits.event(hits.get(0))));
    }

    @Override
    public Read<Page<EventEntry>> history(HistoryQuery query, Demand demand) {
        return page(query.scope(), demand, EventBodies.history(query), query.slice());
    }

    @Override
    public Read<Page<EventEntry>> events(EventsQuery query, Demand demand) {
        EventFilter filter = query.filter();
        if (query.scope().derived() && !filter.kinds().stream().allMatch(EventKind::isAggregate)) {
            throw new NotOfThisTierException(name(), "events and aggregates in one list");
        }
        return page(query.scope(), demand, EventBodies.events(query), query.slice());
    }

    @Override
    public Read<Page<EventEntry>> executionEvents(ExecutionEventsQuery query, Demand demand) {
        return page(query.scope(), demand, EventBodies.events(query.asEvents()), query.slice());
    }

    @Override
    public Read<Page<ObjectEntry>> objectsOfKind(KindQuery query, Demand demand) {
        Resolution resolution = resolution(query.scope());
        Index.Found found = index.searchWhole(resolution, EventBodies.latestOfKind(query), demand);
        List<ObjectEntry> objects = found.answer()
                .path("aggregations")
                .path(EventBodies.ENTITIES)
                .path("buckets")
                .valueStream()
                .map(bucket -> EventHits.object(bucket.path(EventBodies.LATEST)
                        .path("hits")
                        .path("hits")
                        .get(0)))
                .toList();
        return new Read<>(
                Page.of(objects, query.limit()),
                index.coverage(found, query.scope().topics(), List.of()));
    }

    private Read<Page<EventEntry>> page(Scope scope, Demand demand, ObjectNode body, Slice slice) {
        return read(
                scope,
                demand,
                body,
                hits -> Page.of(
                        hits.valueStream()
                                .map(hit -> EventHits.entry(hit, slice.full()))
                                .toList(),
                        slice.limit()));
    }

    private <T> Read<T> read(Scope scope, Demand demand, ObjectNode body, Function<JsonNode, T> value) {
        Resolution resolution = resolution(scope);
        Index.Found found = index.searchWhole(resolution, body, demand);
        return new Read<>(
                value.apply(found.answer().path("hits").path("hits")),
                index.coverage(found, scope.topics(), List.of()));
    }

    private static Resolution resolution(Scope scope) {
        return scope.derived() ? Resolution.AGGREGATES : Resolution.EVENTS;
    }
}
