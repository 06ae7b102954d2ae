package io.dsel.bench.aggregation;

import io.dsel.bench.Ratio;

/** What aggregates cost: the aggregator with them against itself without any. No goal is set for it. */
public final class AddedAggregates implements Ratio {
    private final int added;

    public AddedAggregates(int added) {
        this.added = added;
    }

    @Override
    public String name() {
        return "aggregates-" + added;
    }

    @Override
    public String meaning() {
        return "heads, history and " + added + (added == 1 ? " aggregate" : " aggregates")
                + " / heads and history alone";
    }

    @Override
    public double goal() {
        return 0;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        return new With(new Stage(events, Manifests.added(added)), new Stage(events, Manifests.added(0)));
    }

    private static final class With implements Contest {
        private final Stage more;
        private final Stage fewer;
        private final Aggregator ours;
        private final Aggregator yardstick;

        With(Stage more, Stage fewer) {
            this.more = more;
            this.fewer = fewer;
            ours = new Aggregator(more);
            yardstick = new Aggregator(fewer);
        }

        @Override
        public double ours() throws Exception {
            return ours.run();
        }

        @Override
        public double yardstick() throws Exception {
            return yardstick.run();
        }

        @Override
        public void requireEqualOutputs() {
            ours.requireTotals();
            yardstick.requireTotals();
        }

        @Override
        public void close() {
            more.close();
            fewer.close();
        }
    }
}
