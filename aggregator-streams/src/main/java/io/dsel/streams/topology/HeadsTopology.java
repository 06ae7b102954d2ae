package io.dsel.streams.topology;

import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.store.StoreNames;
import io.dsel.streams.store.StoredEvent;
import io.dsel.topic.Topics;
import java.util.Arrays;
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
 * Keeps each entity's greatest event, in full, and writes every change of it to {@code dsel.heads}.
 *
 * <p>Greatest by {@code (timestamp, eventId)}; of two bodies under one id the one with the smaller hash; of two copies
 * the one that lies first. So the store is a function of the set of events. An event that changes nothing is put again,
 * because a read that waits for a position waits for a put.
 */
public final class HeadsTopology {
    private static final String NODE = "heads-fold";

    private HeadsTopology() {}

    static void addTo(Topology topology) {
        topology.addProcessor(NODE, Fold::new, EventSources.CHECKED);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        QueryableStores.named(StoreNames.HEADS), Serdes.String(), StoredEvent.serde()),
                NODE);
        topology.addSink("heads-out", Topics.HEADS.name(), new StringSerializer(), new ByteArraySerializer(), NODE);
    }

    private static final class Fold extends ContextualProcessor<String, ReadEvent, String, byte[]> {
        private KeyValueStore<String, StoredEvent> heads;

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            super.init(context);
            heads = context.getStateStore(StoreNames.HEADS);
        }

        @Override
        public void process(Record<String, ReadEvent> event) {
            ReadEvent read = event.value();
            StoredEvent head = heads.get(event.key());
            StoredEvent next = new StoredEvent(Places.of(context(), event), read.bodyHash(), read.value());
            if (head != null && compare(head, next) >= 0) {
                next = head;
            }
            heads.put(event.key(), next);
            if (head == null || !Arrays.equals(head.value(), next.value())) {
                context().forward(event.withValue(next.value()));
            }
        }

        private static int compare(StoredEvent left, StoredEvent right) {
            int byOrder = left.order().compareTo(right.order());
            if (byOrder != 0) {
                return byOrder;
            }
            int byBody = Long.compareUnsigned(right.bodyHash(), left.bodyHash());
            if (byBody != 0) {
                return byBody;
            }
            return left.place().least(right.place()) == left.place() ? 1 : -1;
        }
    }
}
