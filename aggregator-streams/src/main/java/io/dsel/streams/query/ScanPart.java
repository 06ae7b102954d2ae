package io.dsel.streams.query;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/**
 * What some partitions gave to a scan.
 *
 * @param items each with its {@code entity}
 * @param more whether there are items behind these
 * @param freshAt the oldest of the partitions; empty if it is unknown of one
 */
record ScanPart(
        List<JsonNode> items,
        boolean more,
        Role role,
        SortedMap<String, Map<Integer, Long>> positions,
        Optional<Instant> freshAt,
        Set<Integer> partitions) {

    static ScanPart nothing() {
        return new ScanPart(List.of(), false, Role.ACTIVE, new TreeMap<>(), Optional.of(Instant.MAX), Set.of());
    }

    /** All that a partition gave. */
    static ScanPart of(int partition, StoreRead<List<JsonNode>> read) {
        return new ScanPart(read.value(), false, read.role(), read.positions(), read.freshAt(), Set.of(partition));
    }

    /** Of one entity's items, all of which lie in one partition, the order stays. */
    ScanPart and(ScanPart other) {
        List<JsonNode> all = new ArrayList<>(items);
        all.addAll(other.items);
        all.sort(Comparator.comparing(item -> item.path("entity").stringValue()));
        SortedMap<String, Map<Integer, Long>> both = new TreeMap<>();
        positions.forEach((topic, offsets) -> both.put(topic, new HashMap<>(offsets)));
        other.positions.forEach((topic, offsets) ->
                both.computeIfAbsent(topic, key -> new HashMap<>()).putAll(offsets));
        Set<Integer> numbers = new TreeSet<>(partitions);
        numbers.addAll(other.partitions);
        return new ScanPart(
                all,
                more || other.more,
                role == Role.STANDBY ? role : other.role,
                both,
                freshAt.flatMap(one -> other.freshAt.map(two -> one.isBefore(two) ? one : two)),
                numbers);
    }

    /** The first items of them all. */
    ScanPart limit(int most) {
        return items.size() <= most
                ? this
                : new ScanPart(items.subList(0, most), true, role, positions, freshAt, partitions);
    }
}
