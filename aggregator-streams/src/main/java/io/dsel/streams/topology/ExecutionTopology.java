package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.client.CloudEventHeaders;
import io.dsel.event.Event;
import io.dsel.event.EventMeta;
import io.dsel.events.JournalEntry;
import io.dsel.streams.execution.ExecutionAggregate;
import io.dsel.streams.execution.ExecutionFold;
import io.dsel.streams.execution.ExecutionRecord;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.store.StoreNames;
import io.dsel.topic.Topics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * Folds the journal into an {@code ExecutionStatusAggregate} for each event that an execution had not heard of.
 *
 * <p>Membership is a store of its own: it makes the fold idempotent, lists an execution's events in order, and is the
 * lineage of its aggregates. Each aggregate's time is that of the event, or a millisecond after the aggregate before, so
 * the last of an execution is also its greatest.
 */
public final class ExecutionTopology {
    private static final String NODE = "executions-fold";

    private ExecutionTopology() {}

    static void addTo(Topology topology, EventCodec codec) {
        Serde<JournalEntry> entries = JournalSerde.of(codec);
        Deserializer<JournalEntry> source = entries.deserializer();
        topology.addSource("journal", new StringDeserializer(), source, Topics.EXECUTION_JOURNAL.name());
        topology.addProcessor(NODE, () -> new Fold(codec), "journal");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        QueryableStores.named(StoreNames.EXECUTION_EVENTS), Serdes.Bytes(), entries),
                NODE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        QueryableStores.named(StoreNames.EXECUTION_STATES), Serdes.String(), ExecutionRecord.serde()),
                NODE);
        topology.addSink(
                "aggregates-out",
                Topics.of(ExecutionAggregate.KIND),
                new StringSerializer(),
                new ByteArraySerializer(),
                NODE);
    }

    private static final class Fold extends ContextualProcessor<String, JournalEntry, String, byte[]> {
        private final EventCodec codec;
        private KeyValueStore<Bytes, JournalEntry> events;
        private KeyValueStore<String, ExecutionRecord> executions;

        Fold(EventCodec codec) {
            this.codec = codec;
        }

        @Override
        public void init(ProcessorContext<String, byte[]> context) {
            super.init(context);
            events = context.getStateStore(StoreNames.EXECUTION_EVENTS);
            executions = context.getStateStore(StoreNames.EXECUTION_STATES);
        }

        @Override
        public void process(Record<String, JournalEntry> record) {
            if (record.key() == null) {
                throw new UnreadableEventException("the journal's record names no execution");
            }
            Bytes key = HistoryKey.of(record.key(), ExecutionFold.order(record.value()));
            JournalEntry known = events.get(key);
            if (known != null && !isBetter(record.value(), known)) {
                events.put(key, known); // a read that waits for a position waits for a put
                return;
            }
            events.put(key, record.value());
            ExecutionRecord before = executions.get(record.key());
            ExecutionFold fold = known == null ? goOn(before, record.value()) : foldAgain(record.key());
            emit(record, before, fold, known != null);
        }

        /** Of two bodies under one id the one with the smaller hash, as in the history. */
        private static boolean isBetter(JournalEntry found, JournalEntry known) {
            return Long.compareUnsigned(found.getBodyHash(), known.getBodyHash()) < 0;
        }

        private static ExecutionFold goOn(ExecutionRecord before, JournalEntry entry) {
            ExecutionFold fold = before == null ? new ExecutionFold() : before.fold();
            fold.add(entry);
            return fold;
        }

        private ExecutionFold foldAgain(String execution) {
            ExecutionFold fold = new ExecutionFold();
            try (KeyValueIterator<Bytes, JournalEntry> all =
                    events.range(HistoryKey.first(execution), HistoryKey.last(execution))) {
                all.forEachRemaining(entry -> fold.add(entry.value));
            }
            return fold;
        }

        private void emit(
                Record<String, JournalEntry> record, ExecutionRecord before, ExecutionFold fold, boolean again) {
            long time = record.value().getTimestamp().toEpochMilli();
            if (before != null) {
                time = Math.min(Math.max(before.timestamp() + 1, time), EventMeta.LAST.toEpochMilli() - 1);
            }
            executions.put(record.key(), new ExecutionRecord(fold.state(), time));
            Event aggregate = ExecutionAggregate.event(record.key(), fold.state(), record.value(), again, time);
            context()
                    .forward(new Record<>(
                            aggregate.entity().text(),
                            codec.encode(aggregate),
                            record.timestamp(),
                            CloudEventHeaders.of(aggregate)));
        }
    }
}
