package io.dsel.verify;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.topic.Topics;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Items of the streams' lists as sightings. */
final class StoreItems {
    private StoreItems() {}

    static Sighting head(JsonNode item) {
        LogPosition position = position(item);
        String kind = item.path("kind").asString("");
        String action = item.path("action").asString("");
        boolean sound = item.path("deleted").asBoolean(false) == action.equals("Deleted")
                && position.topic().equals(topic(kind, action))
                && entity(item, kind, item.path("appId"), item.path("name"));
        return new Sighting(item.path("entity").asString(""), order(item), 0, 0, position, sound);
    }

    static Sighting event(JsonNode item) {
        LogPosition position = position(item);
        JsonNode event = item.path("event");
        JsonNode meta = event.path("meta");
        String entity = item.path("entity").asString("");
        boolean sound = same(item, meta, "eventId")
                && same(item, meta, "timestamp")
                && same(item, meta, "userId")
                && same(item, meta, "executionId")
                && same(item, event, "kind")
                && event.path("kind").asString("").equals(kindIn(position.topic()))
                && entity(
                        item,
                        entity.substring(0, Math.max(0, entity.indexOf('/'))),
                        meta.path("appId"),
                        meta.path("name"));
        long content = event instanceof ObjectNode whole ? Content.of(Content.withoutRegion(whole)) : 0;
        return new Sighting(entity, order(item), 0, content, position, sound);
    }

    private static boolean same(JsonNode one, JsonNode other, String field) {
        return one.path(field).equals(other.path(field));
    }

    private static boolean entity(JsonNode item, String kind, JsonNode appId, JsonNode name) {
        try {
            return new EntityKey(kind, appId.asString(""), name.asString(""))
                    .text()
                    .equals(item.path("entity").asString(""));
        } catch (InvalidEventException e) {
            return false;
        }
    }

    private static String topic(String kind, String action) {
        try {
            return Topics.of(new EventKind(kind, action));
        } catch (InvalidEventException e) {
            return "";
        }
    }

    private static String kindIn(String topic) {
        return topic.substring(
                topic.startsWith(Topics.EVENTS_PREFIX)
                        ? Topics.EVENTS_PREFIX.length()
                        : Math.min(topic.length(), Topics.AGGREGATES_PREFIX.length()));
    }

    private static EventOrder order(JsonNode item) {
        long timestamp =
                EventJson.time("timestamp", item.path("timestamp").asString("")).toEpochMilli();
        return new EventOrder(timestamp, item.path("eventId").asString(""));
    }

    /** An item with a position. */
    static ObjectNode at(ObjectNode item, LogPosition position) {
        item.putObject("position")
                .put("topic", position.topic())
                .put("partition", position.partition())
                .put("offset", position.offset());
        return item;
    }

    /** An item without what the log alone does not say, or what copies differ in. */
    static JsonNode comparable(JsonNode item) {
        ObjectNode rest = (ObjectNode) item;
        rest.remove("logTime");
        if (rest.path("event") instanceof ObjectNode event) {
            Content.withoutRegion(event);
        }
        return rest;
    }

    static LogPosition position(JsonNode item) {
        JsonNode position = item.path("position");
        return new LogPosition(
                position.path("topic").asString(""),
                position.path("partition").asInt(-1),
                position.path("offset").asLong(-1));
    }
}
