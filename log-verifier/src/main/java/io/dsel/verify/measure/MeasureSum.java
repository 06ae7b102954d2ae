package io.dsel.verify.measure;

import io.dsel.aggregate.Measure;
import tools.jackson.databind.JsonNode;

/** One measure of one group. Is given its events in their order, each once. */
interface MeasureSum {

    /**
     * @param input what the event says for this measure; a missing node if nothing
     * @return whether that is a value
     */
    boolean add(JsonNode input);

    /** What an aggregate must say of it; a null node for nothing. */
    JsonNode told();

    /** Whether there were more texts than are kept. */
    default boolean isTruncated() {
        return false;
    }

    /** @param mostBytes of the texts that it keeps */
    static MeasureSum of(Measure measure, long mostBytes) {
        boolean by = !measure.by().isEmpty();
        return switch (measure.function()) {
            case COUNT -> by ? TextSums.countBy(measure.limit(), mostBytes) : new NumberSums.Count();
            case SUM -> by ? new TextSums.SumBy(measure.limit(), mostBytes) : new NumberSums.Sum();
            case MIN -> new ValueSums.Extreme(-1);
            case MAX -> new ValueSums.Extreme(1);
            case FIRST -> new ValueSums.First();
            case LAST -> new ValueSums.Last();
            case DISTINCT -> TextSums.distinct(measure.limit(), mostBytes);
            case TOP -> TextSums.top(measure.limit(), measure.capacity(), mostBytes);
            case HISTOGRAM -> new NumberSums.Histogram(measure.bounds());
        };
    }
}
