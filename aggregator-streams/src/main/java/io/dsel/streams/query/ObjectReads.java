package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.streams.store.HistoryEntry;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import io.dsel.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.query.KeyQuery;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;

/** State(entity, t) from this instance's stores: the latest event, or the last one at or before a time. */
final class ObjectReads {
    /** An event of an entity's history, by reference. */
    private record Hit(EventOrder order, HistoryEntry entry) {}

    private final StoreReader stores;
    private final EventFetcher events;
    private final ReadAnswers answers;

    ObjectReads(StoreReader stores, EventFetcher events, ReadAnswers answers) {
        this.stores = stores;
        this.events = events;
        this.answers = answers;
    }

    Answer latest(EntityKey entity, int partition, ReadWish wish) {
        Instant began = answers.now();
        StoreRead<StoredEvent> head = head(entity, partition, wish);
        Receipt receipt = answers.receipt(head);
        return head.value() == null
                ? answers.notFound("no event of " + entity, receipt, began)
                : answers.event(
                        events.decode(head.value().value()), head.value().place(), receipt, began);
    }

    /**
     * The greatest event at or before a time, among those that the log held at another. As of a time alone the cost does
     * not depend on how long the history is: one look into it, and one into the log.
     *
     * @param time empty for the end of times
     * @param knownAt log time; empty for all that is known
     */
    Answer asOf(EntityKey entity, Optional<Instant> time, Optional<Instant> knownAt, int partition, ReadWish wish) {
        Instant began = answers.now();
        String owner = entity.text();
        StoreRead<Optional<Hit>> hit = stores.read(
                StoreNames.HISTORY,
                partition,
                newestFirst(
                        HistoryKey.first(owner),
                        time.map(at -> HistoryKey.upTo(owner, at.toEpochMilli()))
                                .orElseGet(() -> HistoryKey.last(owner))),
                wish,
                topicsOf(entity.kind()),
                (KeyValueIterator<Bytes, HistoryEntry> hits) -> first(entity, hits, knownAt));
        Receipt receipt = answers.receipt(hit);
        return hit.value()
                .map(found -> answers.event(
                        event(entity, partition, wish, found), found.entry().place(), receipt, began))
                .orElseGet(() -> answers.notFound("no such event of " + entity, receipt, began));
    }

    static RangeQuery<Bytes, HistoryEntry> newestFirst(Bytes from, Bytes to) {
        return RangeQuery.<Bytes, HistoryEntry>withRange(from, to).withDescendingKeys();
    }

    /** Topics that may hold events of objects of the kind, by their names. */
    static Predicate<String> topicsOf(String kind) {
        String events = Topics.EVENTS_PREFIX + kind;
        String aggregates = Topics.AGGREGATES_PREFIX + kind;
        return topic -> topic.startsWith(events) || topic.equals(aggregates);
    }

    private StoreRead<StoredEvent> head(EntityKey entity, int partition, ReadWish wish) {
        KeyQuery<String, StoredEvent> query = KeyQuery.withKey(entity.text());
        return stores.read(
                StoreNames.HEADS, partition, query, wish, topicsOf(entity.kind()), (StoredEvent head) -> head);
    }

    private Event event(EntityKey entity, int partition, ReadWish wish, Hit hit) {
        StoredEvent head = head(entity, partition, wish).value();
        return head != null && head.order().equals(hit.order())
                ? events.decode(head.value())
                : events.fetch(hit.entry().place().position(), entity.text(), hit.order());
    }

    private static Optional<Hit> first(
            EntityKey entity, KeyValueIterator<Bytes, HistoryEntry> hits, Optional<Instant> knownAt) {
        try (hits) {
            while (hits.hasNext()) {
                KeyValue<Bytes, HistoryEntry> hit = hits.next();
                if (HistoryPage.isKnown(hit.value, knownAt)) {
                    return Optional.of(new Hit(HistoryKey.order(entity.text(), hit.key), hit.value));
                }
            }
            return Optional.empty();
        }
    }
}
