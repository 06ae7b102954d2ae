package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import io.dsel.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.query.RangeQuery;
import org.apache.kafka.streams.state.KeyValueIterator;

/** State(entity, t) from this instance's stores: the greatest event of the entity at or before a time. */
final class ObjectReads {
    private final StoreReader stores;
    private final EventTexts texts;
    private final ReadAnswers answers;

    ObjectReads(StoreReader stores, EventTexts texts, ReadAnswers answers) {
        this.stores = stores;
        this.texts = texts;
        this.answers = answers;
    }

    /**
     * The greatest event at or before a time, among those that the log held at another. As of a time alone it is one look
     * into the history, however long that is; for what was known then, what came later is passed over one by one.
     *
     * @param time empty for the end of times
     * @param knownAt log time; empty for all that is known
     */
    Answer state(EntityKey entity, Optional<Instant> time, Optional<Instant> knownAt, int partition, ReadWish wish) {
        Instant began = answers.now();
        String owner = entity.text();
        StoreRead<Optional<StoredEvent>> read = stores.read(
                StoreNames.HISTORY,
                partition,
                RangeQuery.<Bytes, StoredEvent>withRange(
                                HistoryKey.first(owner),
                                time.map(at -> HistoryKey.upTo(owner, at.toEpochMilli()))
                                        .orElseGet(() -> HistoryKey.last(owner)))
                        .withDescendingKeys(),
                wish,
                topicsOf(entity.kind()),
                (KeyValueIterator<Bytes, StoredEvent> hits) -> first(hits, knownAt));
        Receipt receipt = answers.receipt(read);
        return read.value()
                .map(found -> answers.event(entity, found, texts.of(found.value()), receipt, began))
                .orElseGet(() -> answers.notFound("no such event of " + entity, receipt, began));
    }

    /** Topics that may hold events of objects of the kind, by their names. */
    static Predicate<String> topicsOf(String kind) {
        String events = Topics.EVENTS_PREFIX + kind;
        String aggregates = Topics.AGGREGATES_PREFIX + kind;
        return topic -> topic.startsWith(events) || topic.equals(aggregates);
    }

    private static Optional<StoredEvent> first(KeyValueIterator<Bytes, StoredEvent> hits, Optional<Instant> knownAt) {
        try (hits) {
            while (hits.hasNext()) {
                StoredEvent event = hits.next().value;
                if (HistoryPage.isKnown(event, knownAt)) {
                    return Optional.of(event);
                }
            }
            return Optional.empty();
        }
    }
}
