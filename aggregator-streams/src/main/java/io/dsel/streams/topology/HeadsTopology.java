package io.dsel.streams.topology;

import io.dsel.event.Event;
import io.dsel.streams.store.Head;
import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.store.StoreNames;
import io.dsel.topic.Topics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Keeps which event of each entity is its greatest, and writes that event to {@code dsel.heads} when it changes.
 *
 * <p>Greatest by {@code (timestamp, eventId)}; of two bodies under one id the one with the smaller hash; of two copies
 * the one that lies first. So the store is a function of the set of events. An event that changes nothing is put again,
 * because a read that waits for a position waits for a put.
 */
public final class HeadsTopology {
    /** The node that each greatest event comes from when it is another. */
    static final String NODE = "heads-fold";

    private static final String OUT = "heads-out";

    private HeadsTopology() {}

    static void addTo(Topology topology, QueryableStores stores) {
        topology.addProcessor(NODE, Fold::new, EventSources.CHECKED);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(stores.named(StoreNames.HEADS), Serdes.String(), Head.serde()), NODE);
        topology.addSink(OUT, Topics.HEADS.name(), new StringSerializer(), new ByteArraySerializer(), NODE);
    }

    private static final class Fold extends ContextualProcessor<String, ReadEvent, String, Object> {
        private KeyValueStore<String, Head> heads;

        @Override
        public void init(ProcessorContext<String, Object> context) {
            super.init(context);
            heads = context.getStateStore(StoreNames.HEADS);
        }

        @Override
        public void process(Record<String, ReadEvent> event) {
            ReadEvent read = event.value();
            Head head = heads.get(event.key());
            Head found = head(event);
            int change = head == null ? 1 : compare(found, head);
            boolean firstCopy = change == 0 && head.place().least(found.place()) != head.place();
            heads.put(event.key(), change > 0 || firstCopy ? found : head);
            if (change > 0) {
                context().forward(event.withValue((Object) read.value()), OUT);
                context().forward(event.withValue((Object) read), ReferencesTopology.NODE);
            }
        }

        private Head head(Record<String, ReadEvent> record) {
            ReadEvent read = record.value();
            Event event = read.event();
            return new Head(
                    read.order(),
                    Places.of(context(), record),
                    read.bodyHash(),
                    event.kind().action(),
                    event.meta().userId());
        }

        private static int compare(Head left, Head right) {
            int byOrder = left.order().compareTo(right.order());
            return byOrder != 0 ? byOrder : Long.compareUnsigned(right.bodyHash(), left.bodyHash());
        }
    }
}
