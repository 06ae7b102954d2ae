package io.dsel.gateway.store;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.TierName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The streams' answers as values. */
final class StoreAnswers {
    private StoreAnswers() {}

    static FoundEvent event(JsonNode body) {
        return new FoundEvent(
                (ObjectNode) body.path("event"), position(body.path("position")), time(body.path("logTime")));
    }

    static <T> Page<T> page(JsonNode body, Function<JsonNode, T> item) {
        boolean more = body.path("next").isString();
        return new Page<>(body.path("items").valueStream().map(item).toList(), more);
    }

    /** An item that names its entity. */
    static EventEntry entry(JsonNode item) {
        return entry(EntityKey.parse(item.path("entity").stringValue()), item);
    }

    static EventEntry entry(EntityKey entity, JsonNode item) {
        return new EventEntry(
                new EventOrder(
                        time(item.path("timestamp")).toEpochMilli(),
                        item.path("eventId").stringValue()),
                item.path("kind").stringValue(),
                item.path("action").stringValue(),
                entity,
                item.path("userId").stringValue(),
                item.path("executionId").stringValue(),
                position(item.path("position")),
                time(item.path("logTime")),
                item.get("event") instanceof ObjectNode event ? Optional.of(event) : Optional.empty());
    }

    static ObjectEntry object(JsonNode item) {
        return new ObjectEntry(
                EntityKey.parse(item.path("entity").stringValue()),
                time(item.path("timestamp")),
                item.path("userId").stringValue(),
                item.path("eventId").stringValue(),
                item.path("action").stringValue(),
                item.path("deleted").booleanValue());
    }

    static Coverage coverage(JsonNode receipt) {
        SortedMap<String, SortedMap<Integer, Long>> positions = new TreeMap<>();
        receipt.path("positions").forEachEntry((topic, offsets) -> {
            SortedMap<Integer, Long> partitions = new TreeMap<>();
            offsets.forEachEntry((partition, offset) -> partitions.put(Integer.valueOf(partition), offset.longValue()));
            positions.put(topic, partitions);
        });
        JsonNode age = receipt.path("ageMs");
        return new Coverage(
                TierName.STORE,
                receipt.path("source").asString("streams"),
                Optional.ofNullable(receipt.path("role").asString(null)),
                receipt.path("region").asString(""),
                age.isNumber() ? Optional.of(Duration.ofMillis(age.longValue())) : Optional.empty(),
                positions,
                OptionalLong.empty(),
                receipt.path("missing").valueStream().map(JsonNode::asString).toList());
    }

    private static LogPosition position(JsonNode position) {
        return new LogPosition(
                position.path("topic").stringValue(),
                position.path("partition").intValue(),
                position.path("offset").longValue());
    }

    private static Instant time(JsonNode text) {
        return EventJson.time("time", text.stringValue());
    }
}
