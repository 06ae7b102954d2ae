package io.dsel.aggregate;

/**
 * When an aggregate is emitted.
 *
 * @param every how many events of the group there are between two; 1 for each event
 * @param seconds of event time in a bucket, whose first event alone emits; 0 for no buckets
 */
public record Emission(On on, int every, int seconds) {
    /** With each event. */
    public static final Emission USUAL = new Emission(On.EVENT, 1, 0);

    /** What makes an aggregate be emitted. */
    public enum On {
        /** Events of the group, as {@code every} and {@code seconds} say. */
        EVENT,
        /** A change of the group's phase or its status. */
        PHASE,
        /** The end of the group's period; what comes after it is a correction, emitted at once. */
        PERIOD
    }
}
