package io.dsel.bench.aggregation;

import io.dsel.bench.Ratio;
import java.util.function.Function;

/** Heads, history and the aggregates that come with DSEL, of a log of events, from running until all is committed. */
public final class Aggregation implements Ratio {
    private final String name;
    private final String against;
    private final double goal;
    private final Function<Stage, Yardstick> yardstick;

    private Aggregation(String name, String against, double goal, Function<Stage, Yardstick> yardstick) {
        this.name = name;
        this.against = against;
        this.goal = goal;
        this.yardstick = yardstick;
    }

    /** Against a topology that does the same to its stores and topics, with bytes. */
    public static Ratio againstBareTopology() {
        return new Aggregation(
                "aggregation-bare", "a topology of bytes with the same stores and topics", 0.90, BareStreams::new);
    }

    /** Against a loop that writes the same outputs, without any stores. */
    public static Ratio againstLoop() {
        return new Aggregation(
                "aggregation-loop", "a transactional loop that writes the same outputs", 0.35, CopyLoop::new);
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
        Stage stage = new Stage(events, 0);
        return new AggregationContest(stage, yardstick.apply(stage));
    }
}
