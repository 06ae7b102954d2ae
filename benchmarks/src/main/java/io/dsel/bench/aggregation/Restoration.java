package io.dsel.bench.aggregation;

import io.dsel.bench.Ratio;
import java.util.List;

/**
 * All stores of the aggregator from their changelogs, as where a disk was lost, from the start until it reads on, against a
 * bare consumer of the same topics. Both in records of the changelogs per second.
 */
public final class Restoration implements Ratio {
    @Override
    public String name() {
        return "restoration";
    }

    @Override
    public String meaning() {
        return "all stores of aggregator-streams from their changelogs / a bare consumer of these";
    }

    @Override
    public double goal() {
        return 0.50;
    }

    @Override
    public Contest prepare(int events) throws Exception {
        Stage stage = new Stage(events, Manifests.builtIn());
        try {
            Aggregator aggregator = new Aggregator(stage);
            aggregator.run();
            aggregator.requireTotals();
            return new OfStores(stage, aggregator, aggregator.changelogs());
        } catch (Exception | AssertionError e) {
            stage.close();
            throw e;
        }
    }

    private static final class OfStores implements Contest {
        private final Stage stage;
        private final Aggregator aggregator;
        private final List<String> changelogs;
        private final long records;
        private long drained;

        OfStores(Stage stage, Aggregator aggregator, List<String> changelogs) {
            this.stage = stage;
            this.aggregator = aggregator;
            this.changelogs = changelogs;
            records = stage.reader().flow(changelogs).records();
        }

        @Override
        public double ours() throws Exception {
            return records / aggregator.restore();
        }

        @Override
        public double yardstick() {
            long start = System.nanoTime();
            drained = stage.reader().flow(changelogs).records();
            return drained / ((System.nanoTime() - start) / 1e9);
        }

        @Override
        public void requireEqualOutputs() {
            if (drained != records) {
                throw new AssertionError("the consumer read " + drained + " records, the changelogs have " + records);
            }
        }

        @Override
        public void close() {
            stage.close();
        }
    }
}
