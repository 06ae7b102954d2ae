package io.dsel.streams.topology;

import io.dsel.avro.EventCodec;
import io.dsel.kind.Kinds;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;

/** The whole: what each class of this package adds, in the order of an event's way. */
public final class AggregatorTopology {
    private AggregatorTopology() {}

    /**
     * @param settings those that the streams run with
     * @param kinds that are declared at the moment of reading an event, which say what its action means
     */
    public static Topology build(StreamsConfig settings, EventCodec codec, Supplier<Kinds> kinds) {
        Topology topology = new Topology(new TopologyConfig(settings));
        EventSources.addTo(topology, codec);
        HeadsTopology.addTo(topology);
        HistoryTopology.addTo(topology);
        JournalTopology.addTo(topology, codec, kinds);
        ExecutionTopology.addTo(topology, codec);
        return topology;
    }
}
