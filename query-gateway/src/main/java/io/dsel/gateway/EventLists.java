package io.dsel.gateway;

import io.dsel.event.EventJson;
import io.dsel.gateway.read.Cursor;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.gateway.read.Page;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.function.Function;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Pages as JSON: {@code items} and the cursor {@code next}. */
final class EventLists {
    private EventLists() {}

    /**
     * @param identity of the question, which the cursor is bound to
     * @param versions how whole events are read; one that cannot be stays as it was written and says why, because it must
     *     not hide the others of its page
     */
    static ObjectNode events(Page<EventEntry> page, String identity, VersionReader versions) {
        return document(page, entry -> item(entry, versions), last -> Cursor.of(identity, last.order()));
    }

    /** The same of more than one entity, so each item names its own. */
    static ObjectNode eventsOfAll(Page<EventEntry> page, String identity) {
        return document(
                page,
                entry -> item(entry, VersionReader.asStored())
                        .put("entity", entry.entity().text())
                        .put("appId", entry.entity().appId())
                        .put("name", entry.entity().name()),
                last -> Cursor.of(identity, last.order()));
    }

    static ObjectNode objects(Page<ObjectEntry> page, String identity) {
        return document(
                page,
                EventLists::item,
                last -> Cursor.of(identity, last.entity().text()));
    }

    private static <T> ObjectNode document(Page<T> page, Function<T, ObjectNode> item, Function<T, Cursor> cursor) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        ArrayNode items = document.putArray("items");
        page.items().forEach(one -> items.add(item.apply(one)));
        document.put("next", page.more() ? cursor.apply(page.items().getLast()).text() : null);
        return document;
    }

    private static ObjectNode item(EventEntry entry, VersionReader versions) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.put("eventId", entry.order().eventId());
        item.put("timestamp", EventJson.time(Instant.ofEpochMilli(entry.order().timestamp())));
        item.put("kind", entry.kind());
        item.put("action", entry.action());
        item.put("userId", entry.userId());
        item.put("executionId", entry.executionId());
        item.putObject("position")
                .put("topic", entry.position().topic())
                .put("partition", entry.position().partition())
                .put("offset", entry.position().offset());
        item.put("logTime", EventJson.time(entry.logTime()));
        entry.event().ifPresent(event -> addEvent(item, event, versions));
        return item;
    }

    private static void addEvent(ObjectNode item, ObjectNode event, VersionReader versions) {
        try {
            VersionedEvent versioned = versions.read(event);
            item.set("event", versioned.event());
            versioned.sayWhence(item);
        } catch (NotConvertibleException e) {
            item.set("event", event);
            item.put("notConvertible", e.reason());
        }
    }

    private static ObjectNode item(ObjectEntry entry) {
        ObjectNode item = Json.MAPPER.createObjectNode();
        item.put("entity", entry.entity().text());
        item.put("kind", entry.entity().kind());
        item.put("appId", entry.entity().appId());
        item.put("name", entry.entity().name());
        item.put("timestamp", EventJson.time(entry.timestamp()));
        item.put("userId", entry.userId());
        item.put("eventId", entry.eventId());
        item.put("action", entry.action());
        return item.put("deleted", entry.deleted());
    }
}
