package io.dsel.streams.store;

/** The stores. A name is also a part of its changelog topic's. */
public final class StoreNames {
    /** Entity to {@link Head}: which of its events is the greatest. */
    public static final String HEADS = "heads";

    /** {@link HistoryKey}, of the entity, to {@link StoredEvent}: its events in full, in order. */
    public static final String HISTORY = "history";

    /** {@link HistoryKey}, of a group under a formula, to {@code Membership}: the events of a group in order. */
    public static final String AGGREGATE_EVENTS = "aggregate-events";

    /** A group under a formula to {@code GroupState}: what its events add up to. */
    public static final String AGGREGATE_STATES = "aggregate-states";

    /** Which groups are still to be told of, see {@code Agenda}. */
    public static final String AGGREGATE_AGENDA = "aggregate-agenda";

    /** A group under a formula to {@code References}: what it refers to, and what was seen of that. */
    public static final String AGGREGATE_REFERENCES = "aggregate-references";

    /** A group under a formula to {@code Enrichments}: what it asks the outside, and what that answered. */
    public static final String AGGREGATE_ENRICHMENTS = "aggregate-enrichments";

    /** A group under a formula, 0x00 and the name of an enrichment to {@code Question}: what has no answer yet. */
    public static final String ENRICHMENT_QUESTIONS = "enrichment-questions";

    /** {@link HistoryKey}, of an object's entity, to {@code Subscriber}: the groups that refer to it. */
    public static final String SUBSCRIBERS = "subscribers";

    private StoreNames() {}
}
