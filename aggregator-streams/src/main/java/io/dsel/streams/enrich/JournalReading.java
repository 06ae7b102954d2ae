package io.dsel.streams.enrich;

import java.util.function.BooleanSupplier;

/** How far the journal of aggregates has been read. */
@FunctionalInterface
public interface JournalReading {
    /**
     * Returns at once what tells whether all has been read that a partition holds now. In a replay the journal has an answer
     * later than its question; who asked before it is read would ask again.
     */
    BooleanSupplier hasCaughtUp(int partition);
}
