package io.dsel.verify;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import java.util.Comparator;

/** What the log holds of an execution: its events, and the aggregates that were made of them. */
sealed interface ExecutionFact {
    /** By execution; of each first the events, then the aggregates, in their order; of several bodies first the one that stands. */
    Comparator<ExecutionFact> ORDER = Comparator.comparing(ExecutionFact::execution)
            .thenComparing(fact -> fact instanceof Aggregated)
            .thenComparing(ExecutionFact::order)
            .thenComparing(ExecutionFact::bodyHash, Long::compareUnsigned);

    String execution();

    EventOrder order();

    long bodyHash();

    /**
     * An event of it.
     *
     * @param late whether it came when the aggregates of what was there before were awaited: theirs may be there or not
     */
    record Part(String execution, EventOrder order, long bodyHash, boolean late, Contribution contribution)
            implements ExecutionFact {}

    /**
     * An aggregate of it.
     *
     * @param sum {@link Content} of its {@link ExecutionSum#sections}
     */
    record Aggregated(String execution, EventOrder order, long bodyHash, long sum, LogPosition position)
            implements ExecutionFact {}
}
