package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import io.dsel.streams.engine.StreamsUnavailableException;
import io.dsel.streams.store.Head;
import io.dsel.streams.store.StoreNames;
import java.time.Instant;
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

    LocalScan(StoreReader stores) {
        this.stores = stores;
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
                RangeQuery.<String, Head>withRange(page.from(), page.to()),
                wish,
                ObjectReads.topicsOf(page.kind()),
                (KeyValueIterator<String, Head> hits) -> items(hits, page));
        return new ScanPart(read.value(), false, read.role(), read.positions(), read.freshAt(), Set.of(partition));
    }

    private List<JsonNode> items(KeyValueIterator<String, Head> hits, KindPage page) {
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
        return item;
    }
}
