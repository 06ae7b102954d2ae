package io.dsel.streams.query;

import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an answer rests on.
 *
 * @param source the instance that answered
 * @param region its region
 * @param positions topic, then partition, to the last offset that was seen
 * @param freshAt everything that the log had taken by then has been seen; empty where that is not known
 * @param missing what the answer lacks, such as partitions of a scan
 */
record Receipt(
        String source,
        String region,
        Role role,
        SortedMap<String, ? extends Map<Integer, Long>> positions,
        Optional<Instant> freshAt,
        Collection<String> missing) {
    static final String TIER = "store";

    /** Milliseconds since the answer was known to be current; empty where that is not known. */
    Optional<Long> ageMillis(InstantSource clock) {
        return freshAt.map(
                at -> Math.max(0, Duration.between(at, clock.instant()).toMillis()));
    }

    /** @param took how long the answer took, in milliseconds */
    ObjectNode toJson(InstantSource clock, long took) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("tier", TIER);
        json.put("source", source);
        json.put("role", role.word());
        json.put("region", region);
        json.put("ageMs", ageMillis(clock).orElse(null));
        ObjectNode topics = json.putObject("positions");
        positions.forEach((topic, offsets) -> {
            ObjectNode partitions = topics.putObject(topic);
            offsets.forEach((partition, offset) -> partitions.put(Integer.toString(partition), offset));
        });
        missing.forEach(json.putArray("missing")::add);
        json.put("tookMs", took);
        return json;
    }
}
