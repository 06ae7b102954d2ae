package io.dsel.index;

/** The three sorts of indices, each with a generation in its indices' names. */
public enum IndexSort {
    /** Every domain event, by month. */
    EVENTS("events"),

    /** Every aggregate, by month. */
    AGGREGATES("aggregates"),

    /** The greatest event of every entity, in one index. */
    HEADS("heads");

    private final String label;
    private final String alias;

    IndexSort(String label) {
        this.label = label;
        this.alias = "dsel-" + label;
    }

    /** The alias that people read, such as {@code dsel-events}: it is on the indices of the live generation. */
    public String alias() {
        return alias;
    }

    /** {@code events}, {@code aggregates} or {@code heads}. */
    public String label() {
        return label;
    }

    /** {@code dsel-events-v2}: what the names of a generation's indices begin with; of heads, the index itself. */
    public String stem(int generation) {
        return alias + "-v" + generation;
    }

    /** Every index of a generation, and nothing else: {@code dsel-events-v2-*}, or {@code dsel-heads-v2}. */
    public String indices(int generation) {
        return this == HEADS ? stem(generation) : stem(generation) + "-*";
    }
}
