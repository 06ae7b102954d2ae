package io.dsel.bench.aggregation;

import java.util.Map;

/** What the aggregator is measured against. */
interface Yardstick {
    /**
     * One run on cleared ground.
     *
     * @param shape of what the aggregator writes
     * @return events per second
     */
    double run(Shape shape) throws Exception;

    /**
     * Compares what the latest run has written.
     *
     * @param shape of the aggregator's run
     * @param totals events of each group, by the key of its aggregates
     * @throws AssertionError saying where they differ
     */
    void requireSame(Shape shape, Map<String, Long> totals);
}
