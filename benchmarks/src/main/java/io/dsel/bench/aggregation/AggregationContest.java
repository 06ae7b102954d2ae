package io.dsel.bench.aggregation;

import io.dsel.bench.Ratio;

/** The aggregator against one yardstick. */
final class AggregationContest implements Ratio.Contest {
    private final Stage stage;
    private final Aggregator aggregator;
    private final Yardstick yardstick;

    AggregationContest(Stage stage, Yardstick yardstick) {
        this.stage = stage;
        this.aggregator = new Aggregator(stage);
        this.yardstick = yardstick;
    }

    @Override
    public double ours() throws Exception {
        return aggregator.run();
    }

    @Override
    public double yardstick() throws Exception {
        return yardstick.run(aggregator.shape());
    }

    @Override
    public void requireEqualOutputs() {
        yardstick.requireSame(aggregator.shape(), aggregator.requireTotals());
    }

    @Override
    public void close() {
        stage.close();
    }
}
