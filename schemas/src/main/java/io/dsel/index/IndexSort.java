package io.dsel.index;

import java.util.Locale;

/** The three sorts of indices, each with a generation in its indices' names. */
public enum IndexSort {
    /** Every domain event, by month. */
    EVENTS,

    /** Every aggregate, by month. */
    AGGREGATES,

    /** The greatest event of every entity, in one index. */
    HEADS;

    /** The alias that people read, such as {@code dsel-events}: it is on the indices of the live generation. */
    public String alias() {
        return "dsel-" + label();
    }

    /** {@code events}, {@code aggregates} or {@code heads}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@code dsel-events-v2}: what the names of a generation's indices begin with; of heads, the index itself. */
    public String stem(int generation) {
        return alias() + "-v" + generation;
    }

    /** Every index of a generation, and nothing else: {@code dsel-events-v2-*}, or {@code dsel-heads-v2}. */
    public String indices(int generation) {
        return this == HEADS ? stem(generation) : stem(generation) + "-*";
    }
}
