package io.dsel.streams.store;

/** The stores. A name is also a part of its changelog topic's. */
public final class StoreNames {
    /** Entity to {@link Head}: which of its events is the greatest. */
    public static final String HEADS = "heads";

    /** {@link HistoryKey}, of the entity, to {@link StoredEvent}: its events in full, in order. */
    public static final String HISTORY = "history";

    /** {@link HistoryKey}, of the execution's id, to {@code JournalEntry}: the events of an execution in order. */
    public static final String EXECUTION_EVENTS = "execution-events";

    /** Execution id to the state of its fold. */
    public static final String EXECUTION_STATES = "execution-states";

    private StoreNames() {}
}
