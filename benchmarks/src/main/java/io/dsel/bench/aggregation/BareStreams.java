package io.dsel.bench.aggregation;

import io.dsel.bench.Flow;
import io.dsel.streams.store.StoreNames;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;

/** Yardstick: {@link BareTopology} with the service's settings, timed as the {@link Aggregator} is. */
final class BareStreams implements Yardstick {
    private final Stage stage;

    BareStreams(Stage stage) {
        this.stage = stage;
    }

    @Override
    public double run(Shape shape) throws Exception {
        String application = stage.clear();
        StreamsConfig settings =
                stage.settings(application).toStreamsConfig(stage.topicCreator().partitions());
        KafkaStreams streams = new KafkaStreams(new BareTopology(shape, stage.groups()).build(settings), settings);
        try {
            streams.start();
            while (streams.state() != KafkaStreams.State.RUNNING) {
                requireAlive(streams);
                TimeUnit.MILLISECONDS.sleep(5);
            }
            return stage.events() / time(streams, Shape.changelog(application, StoreNames.HISTORY));
        } finally {
            streams.close(CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP));
        }
    }

    @Override
    public void requireSame(Shape shape, Map<String, Long> totals) {
        Flow aggregates = Shape.aggregates(stage.reader(), stage.declared());
        if (aggregates.records() != shape.aggregates().records()) {
            throw new AssertionError("the bare topology wrote " + aggregates.records() + " aggregates, the aggregator "
                    + shape.aggregates().records());
        }
        if (!stage.totals(Sized::count).equals(totals)) {
            throw new AssertionError("the last totals of the bare topology are not those of the aggregator");
        }
    }

    private double time(KafkaStreams streams, String history) {
        long start = System.nanoTime();
        try (CommittedCount count = new CommittedCount(stage.bootstrapServers(), history)) {
            count.await(stage.historyRecords(), () -> requireAlive(streams));
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void requireAlive(KafkaStreams streams) {
        if (streams.state().hasStartedOrFinishedShuttingDown()) {
            throw new AssertionError("the bare streams do not run any more: " + streams.state());
        }
    }
}
