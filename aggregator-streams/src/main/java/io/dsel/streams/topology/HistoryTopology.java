package io.dsel.streams.topology;

import io.dsel.event.Event;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import io.dsel.topic.Topics;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps the events of each entity in their order, in full, so that a state as of any time is one look.
 *
 * <p>Identity: a copy of an event changes nothing, save that of two places the lesser stands. Two bodies under one id
 * are no copies: the one with the smaller hash stands, whichever came first, and the other goes to the dead letters.
 * Passes on what a journal has not heard of: events that are new, and other bodies.
 */
public final class HistoryTopology {
    /** The node that news come from: each event once, and each other body under a known id. */
    static final String NODE = "history-fold";

    private static final String DEAD_LETTERS = "history-dead-letters";

    private HistoryTopology() {}

    static void addTo(Topology topology, QueryableStores stores) {
        topology.addProcessor(NODE, Fold::new, EventSources.CHECKED);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(stores.named(StoreNames.HISTORY), Serdes.Bytes(), StoredEvent.serde()),
                NODE);
        topology.addSink(
                DEAD_LETTERS, Topics.DEAD_LETTERS.name(), new StringSerializer(), new ByteArraySerializer(), NODE);
    }

    private static final class Fold extends ContextualProcessor<String, ReadEvent, String, Object> {
        private KeyValueStore<Bytes, StoredEvent> history;

        @Override
        public void init(ProcessorContext<String, Object> context) {
            super.init(context);
            history = context.getStateStore(StoreNames.HISTORY);
        }

        @Override
        public void process(Record<String, ReadEvent> record) {
            Bytes key = HistoryKey.of(record.key(), record.value().order());
            StoredEvent known = history.get(key);
            StoredEvent found = stored(record);
            if (known == null) {
                history.put(key, found);
                tell(record);
            } else if (known.bodyHash() == found.bodyHash()) {
                history.put(key, known.at(known.place().least(found.place())));
            } else {
                boolean stays = Long.compareUnsigned(known.bodyHash(), found.bodyHash()) < 0;
                history.put(key, stays ? known : found);
                tell(record);
                refuse(record, stays ? found : known);
            }
        }

        private StoredEvent stored(Record<String, ReadEvent> record) {
            Event event = record.value().event();
            return new StoredEvent(
                    Places.of(context(), record),
                    record.value().bodyHash(),
                    event.kind().name(),
                    event.kind().action(),
                    event.meta().userId(),
                    event.meta().executionId(),
                    record.value().value());
        }

        private void tell(Record<String, ReadEvent> record) {
            context().forward(record.withValue((Object) record.value()), JournalTopology.NODE);
        }

        private void refuse(Record<String, ReadEvent> record, StoredEvent refused) {
            String reason = "event " + record.value().order().eventId()
                    + " came with two bodies at one time; the other," + " whose hash is smaller, stays";
            Headers headers = DeadLetters.headers(
                    new RecordHeaders(), reason, refused.place().position());
            context()
                    .forward(
                            new Record<String, Object>(record.key(), refused.value(), record.timestamp(), headers),
                            DEAD_LETTERS);
        }
    }
}
