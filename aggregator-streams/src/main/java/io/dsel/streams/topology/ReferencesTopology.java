package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.events.ReferenceEntry;
import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.store.StoreNames;
import io.dsel.topic.Topics;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.state.Stores;

/**
 * Joins objects to the groups of aggregates that refer to them. A group and an object lie in partitions of their own, so the
 * group says with a record under the object's entity that it begins or ends to refer to it; here, beside the object's head,
 * it is kept, and answered through the journal of aggregates, with what the object is then and with each greater event of
 * it. So what a group has seen is in its journal, and a replay of that makes the same aggregates. See
 * {@link ReferenceProcessor}.
 */
public final class ReferencesTopology {
    static final String NODE = "references-told";

    /** What groups are told goes there. */
    static final String TOLD_OUT = "references-told-out";

    /** Which groups are still to be told goes there. */
    static final String REST_OUT = "references-rest-out";

    private static final String SOURCE = "references";

    /** Groups that one record tells: some ten milliseconds. */
    private static final int MOST_AT_ONCE = 500;

    private ReferencesTopology() {}

    static void addTo(Topology topology, EventCodec codec, Declared declared, QueryableStores stores, CommitPace pace) {
        Deserializer<Object> source = (topic, bytes) -> codec.decode(bytes, ReferenceEntry.class);
        topology.addSource(SOURCE, new StringDeserializer(), source, Topics.REFERENCES.name());
        topology.addProcessor(
                NODE, () -> new ReferenceProcessor(codec, declared, MOST_AT_ONCE, pace), SOURCE, HeadsTopology.NODE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(stores.named(StoreNames.SUBSCRIBERS), Serdes.Bytes(), Serdes.ByteArray()),
                NODE);
        topology.connectProcessorAndStateStores(NODE, StoreNames.HEADS, StoreNames.HISTORY);
        topology.addSink(
                TOLD_OUT,
                Topics.AGGREGATE_JOURNAL.name(),
                new StringSerializer(),
                JournalSerde.serializer(codec),
                NODE);
        Serializer<ReferenceEntry> rest = (topic, entry) -> codec.encode(entry);
        topology.addSink(REST_OUT, Topics.REFERENCES.name(), new StringSerializer(), rest, NODE);
    }
}
