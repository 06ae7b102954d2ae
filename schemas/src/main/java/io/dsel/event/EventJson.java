package io.dsel.event;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** An event as the JSON document that people and HTTP see: {@code apiVersion}, {@code kind}, {@code meta}, {@code spec}. */
public final class EventJson {
    private static final Set<String> FIELDS = Set.of("apiVersion", "kind", "meta", "spec");
    private static final Set<String> META_FIELDS = Set.of(
            "eventId",
            "timestamp",
            "userId",
            "correlationId",
            "causationId",
            "executionId",
            "name",
            "appId",
            "region",
            "labels");

    private static final DateTimeFormatter MILLIS =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

    private EventJson() {}

    public static ObjectNode write(Event event) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("apiVersion", event.apiVersion());
        document.put("kind", event.kind().name());
        document.set("meta", writeMeta(event.meta()));
        document.set("spec", event.spec());
        return document;
    }

    /**
     * @param document an event in full; its spec is kept, not copied
     * @throws InvalidEventException naming the first field that is missing, unknown or wrong
     */
    public static Event read(JsonNode document) {
        requireObject(document, "the event");
        requireKnown(document, FIELDS, "");
        JsonNode meta = document.path("meta");
        requireObject(meta, "meta");
        requireKnown(meta, META_FIELDS, "meta.");
        if (!(document.get("spec") instanceof ObjectNode spec)) {
            throw new InvalidEventException("spec", "is required, an object");
        }
        EventMeta read = new EventMeta(
                text(meta, "meta.", "eventId"),
                timestamp(meta),
                text(meta, "meta.", "userId"),
                text(meta, "meta.", "correlationId"),
                text(meta, "meta.", "causationId"),
                text(meta, "meta.", "executionId"),
                text(meta, "meta.", "name"),
                text(meta, "meta.", "appId"),
                text(meta, "meta.", "region"),
                labels(meta.path("labels")));
        String kind = text(document, "", "kind");
        Event event = new Event(text(document, "", "apiVersion"), kind(kind, spec), read, spec);
        event.entity(); // its parts have limits of their own
        return event;
    }

    /** RFC 3339 in UTC, always with three digits of milliseconds, so that text sorts as time does. */
    public static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    /**
     * @param text RFC 3339 with an offset, such as {@code 2026-01-15T10:30:00Z}
     * @throws InvalidEventException if it is not
     */
    public static Instant time(String field, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidEventException(
                    field, "'" + text + "' is not a time with an offset, such as 2026-01-15T10:30:00Z");
        }
    }

    /**
     * The kind that a name means: the object inside tells where its kind ends and the action begins; without that the
     * action must be a standard one.
     */
    public static EventKind kind(String name, ObjectNode spec) {
        if (name == null) {
            throw new InvalidEventException("kind", "is required");
        }
        for (Map.Entry<String, JsonNode> field : spec.properties()) {
            String objectKind = field.getValue().path("kind").asString("");
            if (!objectKind.isEmpty() && name.startsWith(objectKind)) {
                EventKind kind = EventKind.of(name, objectKind);
                if (kind.objectField().equals(field.getKey())) {
                    return kind;
                }
            }
        }
        return EventKind.parse(name);
    }

    private static ObjectNode writeMeta(EventMeta meta) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("eventId", meta.eventId());
        json.put("timestamp", time(meta.timestamp()));
        json.put("userId", meta.userId());
        json.put("correlationId", meta.correlationId());
        if (meta.causationId() != null) {
            json.put("causationId", meta.causationId());
        }
        json.put("executionId", meta.executionId());
        json.put("name", meta.name());
        json.put("appId", meta.appId());
        json.put("region", meta.region());
        ObjectNode labels = json.putObject("labels");
        new TreeMap<>(meta.labels()).forEach(labels::put);
        return json;
    }

    private static Instant timestamp(JsonNode meta) {
        String text = text(meta, "meta.", "timestamp");
        if (text == null) {
            throw new InvalidEventException("meta.timestamp", "is required");
        }
        return time("meta.timestamp", text);
    }

    private static Map<String, String> labels(JsonNode labels) {
        Map<String, String> read = new TreeMap<>();
        if (!labels.isMissingNode() && !labels.isNull()) {
            requireObject(labels, "meta.labels");
            labels.properties()
                    .forEach(label -> read.put(label.getKey(), text(labels, "meta.labels.", label.getKey())));
        }
        return read;
    }

    private static String text(JsonNode parent, String prefix, String field) {
        JsonNode value = parent.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw new InvalidEventException(prefix + field, "is " + value + ", not a string");
        }
        return value.stringValue();
    }

    private static void requireObject(JsonNode json, String field) {
        if (!json.isObject()) {
            throw new InvalidEventException(field, "is required, an object");
        }
    }

    private static void requireKnown(JsonNode json, Set<String> known, String prefix) {
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                throw new InvalidEventException(
                        prefix + name, "is not a field here; those are " + new TreeSet<>(known));
            }
        }
    }
}
