package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.streams.aggregate.Enrichments;
import io.dsel.streams.aggregate.GroupState;
import io.dsel.streams.aggregate.Membership;
import io.dsel.streams.aggregate.Noted;
import io.dsel.streams.aggregate.References;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.enrich.Question;
import io.dsel.streams.store.QueryableStores;
import io.dsel.streams.store.StoreNames;
import io.dsel.topic.Topics;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.state.Stores;

/**
 * Folds the journal into the aggregates that are declared: their groups' events, what those add up to, what they refer to,
 * what they ask the outside, and what is still to be told are stores. See {@link AggregateProcessor}.
 */
public final class AggregateTopology {
    /** Aggregates go there. */
    static final String OUT = "aggregates-out";

    /** What groups begin and end to refer to goes there. */
    static final String REFERENCES_OUT = "references-out";

    private static final String NODE = "aggregates-fold";

    /** An aggregate's kind, which its topic is called by, is the first part of its entity's text. */
    private static final TopicNameExtractor<String, byte[]> TOPICS =
            (entity, value, context) -> Topics.AGGREGATES_PREFIX + entity.substring(0, entity.indexOf('/'));

    private AggregateTopology() {}

    static void addTo(
            Topology topology,
            EventCodec codec,
            Declared declared,
            QueryableStores stores,
            CommitPace pace,
            Outside outside) {
        Deserializer<Noted> source = JournalSerde.deserializer(codec);
        topology.addSource("journal", new StringDeserializer(), source, Topics.AGGREGATE_JOURNAL.name());
        topology.addProcessor(NODE, () -> new AggregateProcessor(codec, declared, pace, outside), "journal");
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        stores.named(StoreNames.AGGREGATE_EVENTS), Serdes.Bytes(), Membership.serde(codec)),
                NODE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        stores.named(StoreNames.AGGREGATE_STATES), Serdes.String(), GroupState.serde()),
                NODE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        stores.named(StoreNames.AGGREGATE_AGENDA), Serdes.Bytes(), Serdes.ByteArray()),
                NODE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        stores.named(StoreNames.AGGREGATE_REFERENCES), Serdes.String(), References.serde()),
                NODE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        stores.named(StoreNames.AGGREGATE_ENRICHMENTS), Serdes.String(), Enrichments.serde()),
                NODE);
        topology.addStateStore(
                Stores.keyValueStoreBuilder(
                        stores.named(StoreNames.ENRICHMENT_QUESTIONS), Serdes.String(), Question.serde(codec)),
                NODE);
        topology.addSink(OUT, TOPICS, new StringSerializer(), new ByteArraySerializer(), NODE);
        topology.addSink(
                REFERENCES_OUT, Topics.REFERENCES.name(), new StringSerializer(), new ByteArraySerializer(), NODE);
    }
}
