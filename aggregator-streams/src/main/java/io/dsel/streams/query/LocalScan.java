package io.dsel.streams.query;

import io.dsel.streams.engine.StreamsUnavailableException;
import java.util.Collection;

/** A scan of this instance's partitions. */
final class LocalScan {
    private LocalScan() {}

    /** What those of the partitions have that are ready here; the others are left out. */
    static ScanPart scan(PartitionScan scan, Collection<Integer> partitions, ReadWish wish) {
        ScanPart all = ScanPart.nothing();
        for (int partition : partitions) {
            try {
                all = all.and(scan.scan(partition, wish));
            } catch (StreamsUnavailableException e) {
                // Its partition is missing from the result, which says so.
            }
        }
        return all.limit(scan.limit());
    }
}
