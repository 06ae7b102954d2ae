package io.dsel.streams.topology;

import io.dsel.aggregate.Aggregate;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** The events of an object before and after one of them, as far as the history knows them, of the kinds that an aggregate names. */
final class Neighbours {
    private final KeyValueStore<Bytes, StoredEvent> history;
    private final EventCodec codec;

    Neighbours(ProcessorContext<?, ?> context, EventCodec codec) {
        history = context.getStateStore(StoreNames.HISTORY);
        this.codec = codec;
    }

    /** The greatest that is less. */
    Optional<Event> before(String entity, EventOrder order, Aggregate aggregate) {
        Bytes key = HistoryKey.of(entity, order);
        try (KeyValueIterator<Bytes, StoredEvent> all = history.reverseRange(HistoryKey.first(entity), key)) {
            return first(all, key, aggregate);
        }
    }

    /** Whether there is a greater one. */
    boolean hasAfter(String entity, EventOrder order, Aggregate aggregate) {
        Bytes key = HistoryKey.of(entity, order);
        try (KeyValueIterator<Bytes, StoredEvent> all = history.range(key, HistoryKey.last(entity))) {
            return first(all, key, aggregate).isPresent();
        }
    }

    private Optional<Event> first(KeyValueIterator<Bytes, StoredEvent> all, Bytes except, Aggregate aggregate) {
        while (all.hasNext()) {
            KeyValue<Bytes, StoredEvent> next = all.next();
            if (!next.key.equals(except) && aggregate.takes(next.value.kind())) {
                return Optional.of(codec.decode(next.value.value()));
            }
        }
        return Optional.empty();
    }
}
