package io.dsel.gateway.read;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What an answer rests on.
 *
 * @param source which instance answered
 * @param role of that instance, {@code active} or {@code standby}; only a store has one
 * @param age since when nothing newer is certain to be in it; empty if unknown
 * @param positions topic, then partition, to the last offset that was seen
 * @param behind how many offsets the log is known to be ahead
 * @param missing what the answer lacks, for people
 */
public record Coverage(
        TierName tier,
        String source,
        Optional<String> role,
        String region,
        Optional<Duration> age,
        SortedMap<String, SortedMap<Integer, Long>> positions,
        OptionalLong behind,
        List<String> missing) {
    public Coverage {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
        missing = List.copyOf(missing);
    }
}
