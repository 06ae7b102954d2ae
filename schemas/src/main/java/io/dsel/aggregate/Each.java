package io.dsel.aggregate;

/** What counts once in a group. */
public enum Each {
    /** Every event. */
    EVENT,
    /**
     * Every object, by its latest event of the kinds that the sources name: a later one takes its place, in whichever group it
     * is, or ends it, if it is in none.
     */
    OBJECT
}
