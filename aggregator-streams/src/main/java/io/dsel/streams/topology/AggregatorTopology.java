package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.store.QueryableStores;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** The whole: what each class of this package adds, in the order of an event's way. */
public final class AggregatorTopology {
    private AggregatorTopology() {}

    /**
     * @param settings those that the streams run with
     * @param declared what events mean and what is made of them
     * @param stores the same for all runs of an instance
     * @param outside what groups ask
     */
    public static Topology build(
            StreamsConfig settings, EventCodec codec, Declared declared, QueryableStores stores, Outside outside) {
        Topology topology = new Topology(new TopologyConfig(settings));
        CommitPace pace = new CommitPace();
        EventSources.addTo(topology, codec, pace);
        HeadsTopology.addTo(topology, stores);
        HistoryTopology.addTo(topology, stores);
        JournalTopology.addTo(topology, codec, declared);
        ReferencesTopology.addTo(topology, codec, declared, stores, pace);
        AggregateTopology.addTo(topology, codec, declared, stores, pace, outside);
        return topology;
    }
}
