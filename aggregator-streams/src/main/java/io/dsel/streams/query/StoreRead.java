package io.dsel.streams.query;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What a store answered, and what it had seen of the log by then.
 *
 * @param value may be null
 * @param positions topic, then partition, to the last offset that it is known to have seen
 * @param freshAt it held all that the log had taken by then; empty where that is not known
 */
record StoreRead<T>(T value, Role role, SortedMap<String, Map<Integer, Long>> positions, Optional<Instant> freshAt) {}
