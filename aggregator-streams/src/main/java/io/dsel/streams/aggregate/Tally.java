package io.dsel.streams.aggregate;

import io.dsel.aggregate.Measure;
import io.dsel.event.EventOrder;
import io.dsel.streams.store.ValueReader;
import io.dsel.streams.store.ValueWriter;
import tools.jackson.databind.JsonNode;

/**
 * One measure of one group, as far as it was added up. What it gives, and the bytes of its state, depend on the set of
 * inputs only.
 */
sealed interface Tally permits Count, CountBy, Sum, SumBy, Extreme, Edge, Distinct, Top, Histogram {

    /**
     * Adds an event that was not added before.
     *
     * @param input what was taken of it for this measure; a missing node if nothing
     * @return false if that is no value for this measure, which is left as it was then
     */
    boolean add(EventOrder order, JsonNode input);

    /** What became of taking an event back. */
    enum Removal {
        DONE,
        /** It had no value for this measure. */
        NO_VALUE,
        /** What is left can't be told from what is known here. */
        UNKNOWN
    }

    /** Takes back an event that was added. @param input as it was then */
    Removal remove(EventOrder order, JsonNode input);

    void writeState(ValueWriter out);

    /** Goes on from where another one wrote its state; only for one that nothing was added to. */
    void readState(ValueReader in);

    /** A null node where there is no value yet. */
    JsonNode result();

    /** Whether there was more than the measure's bounds let it keep. */
    default boolean isTruncated() {
        return false;
    }

    /**
     * Of no event.
     *
     * @param mostBytes of the texts that it keeps
     */
    static Tally of(Measure measure, int mostBytes) {
        boolean by = !measure.by().isEmpty();
        return switch (measure.function()) {
            case COUNT -> by ? new CountBy(measure.limit(), mostBytes) : new Count();
            case SUM -> by ? new SumBy(measure.limit(), mostBytes) : new Sum();
            case MIN -> new Extreme(false);
            case MAX -> new Extreme(true);
            case FIRST -> new Edge(false);
            case LAST -> new Edge(true);
            case DISTINCT -> new Distinct(measure.limit(), mostBytes);
            case TOP -> new Top(measure.limit(), measure.capacity(), mostBytes);
            case HISTOGRAM -> new Histogram(measure.bounds());
        };
    }
}
