package io.dsel.streams.query;

import io.dsel.streams.engine.StreamsUnavailableException;

/** Reads what is asked for in one partition of a store, in the order of entities. */
interface PartitionScan {

    /** Items of a page, over all partitions. */
    int limit();

    /**
     * The first items of the partition: one more than a page has, where there are so many.
     *
     * @throws StreamsUnavailableException if this instance does not have the partition ready
     */
    ScanPart scan(int partition, ReadWish wish);
}
