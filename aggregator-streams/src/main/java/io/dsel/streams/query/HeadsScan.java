package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import io.dsel.streams.store.Head;
import io.dsel.streams.store.StoreNames;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The greatest event of each object of a kind. */
record HeadsScan(StoreReader stores, KindPage page) implements PartitionScan {

    @Override
    public int limit() {
        return page.limit();
    }

    @Override
    public ScanPart scan(int partition, ReadWish wish) {
        StoreRead<List<JsonNode>> read = stores.read(
                StoreNames.HEADS,
                partition,
                RangeQuery.<String, Head>withRange(page.from(), page.to()),
                wish,
                ObjectReads.topicsOf(page.kind()),
                this::items);
        return ScanPart.of(partition, read);
    }

    private List<JsonNode> items(KeyValueIterator<String, Head> hits) {
        List<JsonNode> items = new ArrayList<>();
        try (hits) {
            while (hits.hasNext() && items.size() <= page.limit()) {
                KeyValue<String, Head> hit = hits.next();
                if (page.after().filter(hit.key::equals).isEmpty()) {
                    items.add(item(EntityKey.parse(hit.key), hit.value));
                }
            }
        }
        return items;
    }

    private static ObjectNode item(EntityKey entity, Head head) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.put("entity", entity.text());
        item.put("kind", entity.kind());
        item.put("appId", entity.appId());
        item.put("name", entity.name());
        item.put("timestamp", EventJson.time(Instant.ofEpochMilli(head.order().timestamp())));
        item.put("userId", head.userId());
        item.put("eventId", head.order().eventId());
        item.put("action", head.action());
        item.put("deleted", new EventKind(entity.kind(), head.action()).isDeletion());
        return HistoryReads.place(item, head.place());
    }
}
