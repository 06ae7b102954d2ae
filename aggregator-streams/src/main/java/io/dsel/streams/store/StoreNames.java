package io.dsel.streams.store;

/** The stores. A name is also a part of its changelog topic's. */
public final class StoreNames {
    /** Entity to {@link StoredEvent}: its greatest event, in full. */
    public static final String HEADS = "heads";

    /** {@link HistoryKey} to {@link HistoryEntry}: where each event of an entity lies. */
    public static final String HISTORY = "history";

    /** {@link HistoryKey}, of the execution's id, to {@code JournalEntry}: the events of an execution in order. */
    public static final String EXECUTION_EVENTS = "execution-events";

    /** Execution id to the state of its fold. */
    public static final String EXECUTION_STATES = "execution-states";

    private StoreNames() {}
}
