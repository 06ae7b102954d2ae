package io.dsel.aggregate;

import java.util.List;
import java.util.Locale;

/**
 * One of the things that are told of a group.
 *
 * @param name of its field in the aggregate
 * @param value in CEL: what is added up; empty for a count
 * @param by in CEL: a text, for each of which the measure is taken by itself; empty for one measure of the whole group
 * @param limit texts that are kept, of {@code by} or of what is counted; for a top, those that are shown
 * @param capacity texts that a top is taken from
 * @param bounds of a histogram's buckets, each the most that its bucket holds, in ascending order; empty for others
 */
public record Measure(
        String name, Function function, String value, String by, int limit, int capacity, List<Double> bounds) {

    /** How values are added up. */
    public enum Function {
        COUNT,
        SUM,
        MIN,
        MAX,
        /** That of the least event that has one. */
        FIRST,
        /** That of the greatest event that has one. */
        LAST,
        DISTINCT,
        TOP,
        HISTOGRAM;

        /** What a manifest calls it. */
        public String field() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether it can be taken by itself for each text of something. */
        boolean isDivisible() {
            return this == COUNT || this == SUM;
        }
    }

    public Measure {
        bounds = List.copyOf(bounds);
    }
}
