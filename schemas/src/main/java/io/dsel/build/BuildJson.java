package io.dsel.build;

import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds as the control topic keeps them, and as callers see them. */
public final class BuildJson {
    private BuildJson() {}

    /** All that is needed to go on. */
    public static byte[] write(Build build) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        json.put("aggregate", build.aggregate());
        json.put("formula", build.formula());
        json.put("state", build.state().name());
        json.put("round", build.round());
        json.set("positions", offsets(build.positions()));
        json.set("ends", offsets(build.ends()));
        json.put("events", build.events());
        json.put("began", EventJson.time(build.began()));
        json.put("changed", EventJson.time(build.changed()));
        return Json.writeBytes(json);
    }

    /** @throws RuntimeException if the bytes are not what {@link #write} gives */
    public static Build read(byte[] bytes) {
        JsonNode json = Json.parse(bytes);
        return new Build(
                json.get("aggregate").stringValue(),
                json.get("formula").stringValue(),
                Build.State.valueOf(json.get("state").stringValue()),
                json.get("round").intValue(),
                offsets(json.get("positions")),
                offsets(json.get("ends")),
                json.get("events").longValue(),
                EventJson.time("began", json.get("began").stringValue()),
                EventJson.time("changed", json.get("changed").stringValue()));
    }

    /** For people: how far it is. */
    public static ObjectNode summary(Build build) {
        return Json.MAPPER
                .createObjectNode()
                .put("aggregate", build.aggregate())
                .put("formula", build.formula())
                .put("state", build.state().name())
                .put("events", build.events())
                .put("position", build.position())
                .put("end", build.end())
                .put("began", EventJson.time(build.began()))
                .put("changed", EventJson.time(build.changed()));
    }

    private static ObjectNode offsets(Map<TopicPartition, Long> offsets) {
        ObjectNode json = Json.MAPPER.createObjectNode();
        offsets.forEach((partition, offset) ->
                json.withObjectProperty(partition.topic()).put(Integer.toString(partition.partition()), offset));
        return json;
    }

    private static Map<TopicPartition, Long> offsets(JsonNode json) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        json.forEachEntry((topic, partitions) -> partitions.forEachEntry((partition, offset) ->
                offsets.put(new TopicPartition(topic, Integer.parseInt(partition)), offset.longValue())));
        return offsets;
    }
}
