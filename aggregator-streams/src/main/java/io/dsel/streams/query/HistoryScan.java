package io.dsel.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import tools.jackson.databind.JsonNode;

/**
 * Every event of every object of a kind, whole: objects in the order of their entities' text, the events of each in
 * theirs. For whoever goes through all of them, such as {@code dsel verify}.
 *
 * @param page whose {@code after} plays no part here
 * @param after the page's events come behind this key of the history; that of the last item of the page before
 */
record HistoryScan(StoreReader stores, EventTexts texts, KindPage page, Optional<Bytes> after)
        implements PartitionScan {

    @Override
    public int limit() {
        return page.limit();
    }

    @Override
    public ScanPart scan(int partition, ReadWish wish) {
        Bytes first = HistoryKey.first(page.prefix());
        StoreRead<List<JsonNode>> read = stores.read(
                StoreNames.HISTORY,
                partition,
                RangeQuery.<Bytes, StoredEvent>withRange(
                        after.filter(key -> key.compareTo(first) > 0).orElse(first), HistoryKey.last(page.to())),
                wish,
                ObjectReads.topicsOf(page.kind()),
                this::items);
        return ScanPart.of(partition, read);
    }

    /** The key of an item in the history. */
    static Bytes key(JsonNode item) {
        long timestamp = EventJson.time("timestamp", item.path("timestamp").stringValue())
                .toEpochMilli();
        return HistoryKey.of(
                item.path("entity").stringValue(),
                new EventOrder(timestamp, item.path("eventId").stringValue()));
    }

    private List<JsonNode> items(KeyValueIterator<Bytes, StoredEvent> hits) {
        List<JsonNode> items = new ArrayList<>();
        for (KeyValue<Bytes, StoredEvent> hit :
                HistoryReads.take(hits, after.orElse(null), page.limit() + 1, event -> true)) {
            EntityKey entity = EntityKey.parse(owner(hit.key));
            items.add(HistoryReads.item(entity.text(), hit, Optional.of(texts)).put("entity", entity.text()));
        }
        return items;
    }

    private static String owner(Bytes key) {
        int end = 0;
        while (key.get()[end] != 0) {
            end++;
        }
        return new String(key.get(), 0, end, UTF_8);
    }
}
