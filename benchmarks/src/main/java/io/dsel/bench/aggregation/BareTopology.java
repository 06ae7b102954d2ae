package io.dsel.bench.aggregation;

import io.dsel.streams.store.StoreNames;
import io.dsel.topic.Topics;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * A topology of bytes that does to Kafka Streams what the aggregator does, and nothing else: the same sources, five
 * stores of the same kind, for each record the same gets and puts with keys and values of the same length, the same
 * topics written. It decodes nothing and compares nothing; its values are bytes of its input, cut to length.
 */
final class BareTopology {
    private final Shape shape;
    private final Groups groups;

    BareTopology(Shape shape, Groups groups) {
        this.shape = shape;
        this.groups = groups;
    }

    Topology build(StreamsConfig settings) {
        Topology topology = new Topology(new TopologyConfig(settings));
        ByteArrayDeserializer in = new ByteArrayDeserializer();
        topology.addSource("events", in, in, Topics.EVENTS);
        topology.addSource("aggregates", in, in, Topics.AGGREGATES);
        topology.addProcessor("heads-put", Heads::new, "events", "aggregates");
        topology.addProcessor("history-put", History::new, "events", "aggregates");
        topology.addSource("journal", in, in, Topics.AGGREGATE_JOURNAL.name());
        topology.addProcessor("groups-put", Fold::new, "journal");
        addStore(topology, StoreNames.HEADS, "heads-put");
        addStore(topology, StoreNames.HISTORY, "history-put");
        addStore(topology, StoreNames.AGGREGATE_EVENTS, "groups-put");
        addStore(topology, StoreNames.AGGREGATE_STATES, "groups-put");
        addStore(topology, StoreNames.AGGREGATE_AGENDA, "groups-put"); // holds nothing, as that of the aggregator here
        ByteArraySerializer out = new ByteArraySerializer();
        topology.addSink("heads-out", Topics.HEADS.name(), out, out, "heads-put");
        topology.addSink("journal-out", Topics.AGGREGATE_JOURNAL.name(), out, out, "history-put");
        TopicNameExtractor<byte[], byte[]> aggregates = (key, value, context) -> Groups.topic(key);
        topology.addSink("aggregates-out", aggregates, out, out, "groups-put");
        return topology;
    }

    private void addStore(Topology topology, String name, String processor) {
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        Stores.persistentKeyValueStore(name), Serdes.ByteArray(), Serdes.ByteArray()),
                processor);
    }

    /** A processor of bytes that knows where the record lies. */
    private abstract static class Step extends ContextualProcessor<byte[], byte[], byte[], byte[]> {
        KeyValueStore<byte[], byte[]> store(String name) {
            return context().getStateStore(name);
        }

        RecordMetadata place() {
            return context().recordMetadata().orElseThrow();
        }

        byte[] keyOf(byte[] owner, Record<byte[], byte[]> record, int length) {
            return Sized.key(owner, record.timestamp(), place().topic(), place().offset(), length);
        }
    }

    private final class Heads extends Step {
        private final int valueLength = shape.headsStore().meanValue();
        private KeyValueStore<byte[], byte[]> heads;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            heads = store(StoreNames.HEADS);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            heads.get(record.key());
            heads.put(record.key(), Sized.value(record.value(), valueLength));
            context().forward(record);
        }
    }

    private final class History extends Step {
        private final int keyLength = shape.historyStore().meanKey();
        private final int overhead = shape.historyOverhead();
        private final int entryLength = shape.journal().meanValue();
        private KeyValueStore<byte[], byte[]> history;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            history = store(StoreNames.HISTORY);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            byte[] key = keyOf(record.key(), record, keyLength);
            history.get(key);
            history.put(key, Sized.value(record.value(), record.value().length + overhead));
            if (!place().topic().startsWith(Topics.AGGREGATES_PREFIX)) {
                byte[] entry = Sized.value(record.value(), entryLength);
                for (byte[] group : groups.at(place().topic(), place().partition(), place().offset())) {
                    context().forward(record.withKey(group).withValue(entry));
                }
            }
        }
    }

    /** Counts, so that its last totals can be compared. */
    private final class Fold extends Step {
        private final int keyLength = shape.groupEvents().meanKey();
        private final int stateLength = shape.groupStates().meanValue();
        private final int aggregateLength = shape.aggregates().meanValue();
        private KeyValueStore<byte[], byte[]> events;
        private KeyValueStore<byte[], byte[]> states;

        @Override
        public void init(ProcessorContext<byte[], byte[]> context) {
            super.init(context);
            events = store(StoreNames.AGGREGATE_EVENTS);
            states = store(StoreNames.AGGREGATE_STATES);
        }

        @Override
        public void process(Record<byte[], byte[]> record) {
            byte[] key = keyOf(record.key(), record, keyLength);
            events.get(key);
            events.put(key, record.value());
            byte[] before = states.get(record.key());
            long count = before == null ? 1 : Sized.count(before) + 1;
            states.put(record.key(), Sized.counted(count, record.value(), stateLength));
            byte[] aggregate = Sized.counted(count, record.value(), aggregateLength);
            context().forward(record.withValue(aggregate));
        }
    }
}
