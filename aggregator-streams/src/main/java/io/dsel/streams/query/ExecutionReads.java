package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.streams.execution.ExecutionFold;
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
        Bytes start = after.map(order -> HistoryKey.of(execution, order)).orElseGet(() -> HistoryKey.first(execution));
        StoreRead<List<KeyValue<Bytes, JournalEntry>>> read = stores.read(
                StoreNames.EXECUTION_EVENTS,
                partition,
                RangeQuery.<Bytes, JournalEntry>withRange(start, HistoryKey.last(execution)),
                wish,
                Feed.JOURNAL::holds,
                (KeyValueIterator<Bytes, JournalEntry> hits) ->
                        HistoryReads.take(hits, start, limit + 1, entry -> true));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        List<KeyValue<Bytes, JournalEntry>> found = read.value();
        found.stream().limit(limit).forEach(hit -> items.add(item(execution, hit.value)));
        boolean more = found.size() > limit;
        body.put("next", more ? HistoryReads.cursor(execution, found.get(limit - 1).key) : null);
        return answers.ok(body, answers.receipt(read), began);
    }

    private static ObjectNode item(String execution, JournalEntry entry) {
        Place place = new Place(
                new LogPosition(entry.getTopic(), entry.getPartition(), entry.getOffset()),
                entry.getLogTime().toEpochMilli());
        EntityKey entity = new EntityKey(entry.getObjectKind(), entry.getAppId(), entry.getName());
        return HistoryReads.item(
                        ExecutionFold.order(entry),
                        entry.getKind(),
                        ExecutionFold.action(entry),
                        entry.getUserId(),
                        execution,
                        place)
                .put("entity", entity.text())
                .put("appId", entity.appId())
                .put("name", entity.name());
    }
}
