package io.dsel.client;

import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/** Where a replay begins. */
public sealed interface ReplayTarget {
    /** The first record that the log has. */
    record Earliest() implements ReplayTarget {}

    /** The first record whose log time is that or later. */
    record Time(Instant time) implements ReplayTarget {}

    /** That offset, in every partition. */
    record Offset(long offset) implements ReplayTarget {}

    /** Those offsets; other partitions stay where they are. */
    record Offsets(Map<TopicPartition, Long> offsets) implements ReplayTarget {}

    /**
     * Reads {@code {"to":"earliest"}}, {@code {"to":"time","time":T}}, {@code {"to":"offset","offset":n}} or
     * {@code {"to":"offset","offsets":{topic:{partition:offset}}}}.
     *
     * @throws InvalidEventException naming the member that is missing or wrong
     */
    static ReplayTarget read(JsonNode body) {
        return switch (body.path("to").asString("")) {
            case "earliest" -> new Earliest();
            case "time" -> new Time(EventJson.time("time", body.path("time").asString("")));
            case "offset" ->
                body.has("offsets")
                        ? new Offsets(offsets(body.get("offsets")))
                        : new Offset(offset("offset", body.path("offset")));
            default -> throw new InvalidEventException("to", "is required: earliest, time or offset");
        };
    }

    private static Map<TopicPartition, Long> offsets(JsonNode topics) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        topics.properties().forEach(topic -> topic.getValue().properties().forEach(partition -> {
            String field = "offsets." + topic.getKey() + "." + partition.getKey();
            if (!partition.getKey().matches("[0-9]{1,6}")) {
                throw new InvalidEventException(field, "is not under a partition's number");
            }
            offsets.put(
                    new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                    offset(field, partition.getValue()));
        }));
        if (offsets.isEmpty()) {
            throw new InvalidEventException("offsets", "names no partition: {topic: {partition: offset}}");
        }
        return offsets;
    }

    private static long offset(String field, JsonNode offset) {
        if (!offset.canConvertToLong() || !offset.isIntegralNumber() || offset.longValue() < 0) {
            throw new InvalidEventException(field, "is not an offset: a whole number from 0");
        }
        return offset.longValue();
    }
}
