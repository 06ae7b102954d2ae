package io.dsel.bench.aggregation;

import io.dsel.bench.Ratio;
import io.dsel.event.Event;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/** Heads, history and aggregates of a log of events, from running until all is committed. */
public final class Aggregation implements Ratio {
    private final String name;
    private final String against;
    private final double goal;
    private final Supplier<List<Event>> manifests;
    private final Function<Stage, Yardstick> yardstick;

    private Aggregation(
            String name,
            String against,
            double goal,
            Supplier<List<Event>> manifests,
            Function<Stage, Yardstick> yardstick) {
        this.name = name;
        this.against = against;
        this.goal = goal;
        this.manifests = manifests;
        this.yardstick = yardstick;
    }

    /** With the aggregates of executions, against a topology that does the same to its stores and topics, with bytes. */
    public static Ratio againstBareTopology() {
        return new Aggregation(
                "aggregation-bare",
                "a topology of bytes with the same stores and topics",
                0.90,
                Manifests::executions,
                BareStreams::new);
    }

    /** With the aggregates of executions, against a loop that writes the same outputs, without any stores. */
    public static Ratio againstLoop() {
        return new Aggregation(
                "aggregation-loop",
                "a transactional loop that writes the same outputs",
                0.35,
                Manifests::executions,
                CopyLoop::new);
    }

    /** With all aggregates that come with DSEL, against a topology of bytes. */
    public static Ratio ofAllAgainstBareTopology() {
        return new Aggregation(
                "aggregation-all",
                "a topology of bytes with the same stores and topics, all aggregates that come along on both sides",
                0.90,
                Manifests::builtIn,
                BareStreams::new);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String meaning() {
        return "aggregator-streams / " + against;
    }

    @Override
    public double goal() {
        return goal;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        Stage stage = new Stage(events, manifests.get());
        return new AggregationContest(stage, yardstick.apply(stage));
    }
}
