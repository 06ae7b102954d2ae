package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.streams.engine.StreamsUnavailableException;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Heads of a kind in this instance's partitions. */
final class LocalScan {
    private final StoreReader stores;
    private final EventFetcher events;

    LocalScan(StoreReader stores, EventFetcher events) {
        this.stores = stores;
        this.events = events;
    }

    /** What those of the partitions have that are ready here; the others are left out. */
    ScanPart scan(KindPage page, Collection<Integer> partitions, ReadWish wish) {
        ScanPart all = ScanPart.nothing();
        for (int partition : partitions) {
            try {
                all = all.and(scan(page, partition, wish));
            } catch (StreamsUnavailableException e) {
                // Its partition is missing from the result, which says so.
            }
        }
        return all.limit(page.limit());
    }

    private ScanPart scan(KindPage page, int partition, ReadWish wish) {
        StoreRead<List<JsonNode>> read = stores.read(
                StoreNames.HEADS,
                partition,
                RangeQuery.<String, StoredEvent>withRange(page.from(), page.to()),
                wish,
                ObjectReads.topicsOf(page.kind()),
                (KeyValueIterator<String, StoredEvent> hits) -> items(hits, page));
        return new ScanPart(read.value(), false, read.role(), read.positions(), read.freshAt(), Set.of(partition));
    }

    private List<JsonNode> items(KeyValueIterator<String, StoredEvent> hits, KindPage page) {
        List<JsonNode> items = new ArrayList<>();
        try (hits) {
            while (hits.hasNext() && items.size() <= page.limit()) {
                KeyValue<String, StoredEvent> hit = hits.next();
                if (page.after().filter(hit.key::equals).isEmpty()) {
                    items.add(item(events.decode(hit.value.value())));
                }
            }
        }
        return items;
    }

    private static ObjectNode item(Event event) {
        EntityKey entity = event.entity();
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.put("entity", entity.text());
        item.put("kind", entity.kind());
        item.put("appId", entity.appId());
        item.put("name", entity.name());
        item.put("timestamp", EventJson.time(event.meta().timestamp()));
        item.put("userId", event.meta().userId());
        item.put("eventId", event.meta().eventId());
        item.put("action", event.kind().action());
        item.put("deleted", event.kind().isDeletion());
        return item;
    }
}
