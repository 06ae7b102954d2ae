package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.Place;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The events of an entity, a page at a time. */
final class HistoryReads {
    private final StoreReader stores;
    private final EventTexts texts;
    private final ReadAnswers answers;

    HistoryReads(StoreReader stores, EventTexts texts, ReadAnswers answers) {
        this.stores = stores;
        this.texts = texts;
        this.answers = answers;
    }

    Answer history(EntityKey entity, HistoryPage page, int partition, ReadWish wish) {
        Instant began = answers.now();
        String owner = entity.text();
        Bytes after = page.after(owner).orElse(null);
        RangeQuery<Bytes, StoredEvent> range = RangeQuery.withRange(page.first(owner), page.last(owner));
        StoreRead<List<KeyValue<Bytes, StoredEvent>>> read = stores.read(
                StoreNames.HISTORY,
                partition,
                page.ascending() ? range.withAscendingKeys() : range.withDescendingKeys(),
                wish,
                ObjectReads.topicsOf(entity.kind()),
                (KeyValueIterator<Bytes, StoredEvent> hits) ->
                        take(hits, after, page.limit() + 1, entry -> page.admits(entity, entry)));
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode items = body.putArray("items");
        List<KeyValue<Bytes, StoredEvent>> found = read.value();
        found.stream()
                .limit(page.limit())
                .forEach(hit -> items.add(item(owner, hit, page.full() ? Optional.of(texts) : Optional.empty())));
        boolean more = found.size() > page.limit();
        body.put("next", more ? cursor(owner, found.get(page.limit() - 1).key) : null);
        return answers.ok(body, answers.receipt(read), began);
    }

    /** What a list shows of an event, besides its kind. */
    static ObjectNode item(EventOrder order, String kind, String action, String userId, String execution, Place place) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.put("eventId", order.eventId());
        item.put("timestamp", EventJson.time(Instant.ofEpochMilli(order.timestamp())));
        item.put("kind", kind);
        item.put("action", action);
        item.put("userId", userId);
        item.put("executionId", execution);
        return place(item, place);
    }

    /** Where it lies, and since when. */
    static ObjectNode place(ObjectNode item, Place place) {
        item.putObject("position")
                .put("topic", place.position().topic())
                .put("partition", place.position().partition())
                .put("offset", place.position().offset());
        return item.put("logTime", EventJson.time(Instant.ofEpochMilli(place.logTime())));
    }

    static String cursor(String owner, Bytes key) {
        return Parameters.cursor(HistoryKey.order(owner, key).sortable());
    }

    /** @param texts for an item with its event in full */
    static ObjectNode item(String owner, KeyValue<Bytes, StoredEvent> hit, Optional<EventTexts> texts) {
        EventOrder order = HistoryKey.order(owner, hit.key);
        StoredEvent entry = hit.value;
        ObjectNode item = item(order, entry.kind(), entry.action(), entry.userId(), entry.executionId(), entry.place());
        texts.ifPresent(its -> item.putRawValue("event", its.of(entry.value())));
        return item;
    }

    /** @param except a bound that is not part of the page, or null */
    static <V> List<KeyValue<Bytes, V>> take(
            KeyValueIterator<Bytes, V> hits, Bytes except, int most, Predicate<V> wanted) {
        List<KeyValue<Bytes, V>> taken = new ArrayList<>();
        try (hits) {
            while (hits.hasNext() && taken.size() < most) {
                KeyValue<Bytes, V> hit = hits.next();
                if (!hit.key.equals(except) && wanted.test(hit.value)) {
                    taken.add(hit);
                }
            }
        }
        return taken;
    }
}
