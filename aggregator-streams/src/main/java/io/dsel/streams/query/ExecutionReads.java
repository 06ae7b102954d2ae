package io.dsel.streams.query;

import io.dsel.aggregate.Aggregates;
import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.Owner;
import io.dsel.streams.execution.ExecutionAggregate;
import io.dsel.streams.store.Feed;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.Place;
import io.dsel.streams.store.StoreNames;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of an execution in their order, a page at a time. */
final class ExecutionReads {
    private final StoreReader stores;
    private final ReadAnswers answers;

    /** They come with DSEL, and a formula that is there does not change. */
    private final String formula = Aggregates.BUILT_IN
            .find(ExecutionAggregate.KIND.name())
            .orElseThrow()
            .formula();

    ExecutionReads(StoreReader stores, ReadAnswers answers) {
        this.stores = stores;
        this.answers = answers;
    }

    /**
     * @param limit items of the page
     * @param after the page's events come after this one; that of the last item of the page before
     */
    Answer events(String execution, int limit, Optional<EventOrder> after, int partition, ReadWish wish) {
        Instant began = answers.now();
        String owner = Owner.of(ExecutionAggregate.entity(execution), formula).text();
        Bytes start = after.map(order -> HistoryKey.of(owner, order)).orElseGet(() -> HistoryKey.first(owner));
        StoreRead<List<KeyValue<Bytes, Membership>>> read = stores.read(
                StoreNames.AGGREGATE_EVENTS,
                partition,
                RangeQuery.<Bytes, Membership>withRange(start, HistoryKey.last(owner)),
                wish,
                Feed.JOURNAL::holds,
                (KeyValueIterator<Bytes, Membership> hits) -> HistoryReads.take(hits, start, limit + 1, entry -> true));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        List<KeyValue<Bytes, Membership>> found = read.value();
        found.stream().limit(limit).forEach(hit -> items.add(item(execution, hit.value.noted())));
        boolean more = found.size() > limit;
        body.put("next", more ? HistoryReads.cursor(owner, found.get(limit - 1).key) : null);
        return answers.ok(body, answers.receipt(read), began);
    }

    private static ObjectNode item(String execution, Noted noted) {
        JournalEntry entry = noted.entry();
        Place place = new Place(
                new LogPosition(entry.getTopic(), entry.getPartition(), entry.getOffset()),
                entry.getLogTime().toEpochMilli());
        EntityKey entity = new EntityKey(entry.getObjectKind(), entry.getAppId(), entry.getName());
        return HistoryReads.item(noted.order(), entry.getKind(), noted.action(), entry.getUserId(), execution, place)
                .put("entity", entity.text())
                .put("appId", entity.appId())
                .put("name", entity.name());
    }
}
