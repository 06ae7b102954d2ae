package io.dsel.event;

import java.time.DateTimeException;
import java.time.Instant;
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

    private static final ObjectNode NOTHING = JsonNodeFactory.instance.objectNode();

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
     * @throws InvalidEventException naming every field that is missing, unknown or wrong
     */
    public static Event read(JsonNode document) {
        if (!document.isObject()) {
            throw new InvalidEventException("the event", "is not an object");
        }
        Violations wrong = new Violations();
        checkKnown(document, FIELDS, "", wrong);
        ObjectNode spec = object(document, "spec", wrong);
        if (spec != null) {
            ValueCheck.check(spec, "spec", wrong);
        }
        String kindName = text(document, "", "kind", wrong);
        EventKind kind = wrong.attempt(() -> kind(kindName, spec == null ? NOTHING : spec));
        EventMeta meta = readMeta(document, kind, wrong);
        String apiVersion = text(document, "", "apiVersion", wrong);
        Event.checkVersion(apiVersion, wrong);
        Event event = kind == null ? null : wrong.attempt(() -> new Event(apiVersion, kind, meta, spec));
        wrong.throwIfAny();
        return event;
    }

    /**
     * Requires a value that an event may hold.
     *
     * @param field what it is called in the errors
     * @throws InvalidEventException naming each part that is none: half a surrogate pair, a number that no double holds
     */
    public static void requireHoldable(String field, JsonNode value) {
        Violations wrong = new Violations();
        ValueCheck.check(value, field, wrong);
        wrong.throwIfAny();
    }

    /** RFC 3339 in UTC, always with three digits of milliseconds, so that text sorts as time does. */
    public static String time(Instant instant) {
        return Timestamps.format(instant);
    }

    /**
     * @param text RFC 3339 with an offset, such as {@code 2026-01-15T10:30:00Z}
     * @throws InvalidEventException if it is not
     */
    public static Instant time(String field, String text) {
        try {
            return Timestamps.parse(text);
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

    /** The {@code meta} of {@link #write}. */
    public static ObjectNode writeMeta(EventMeta meta) {
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

    private static EventMeta readMeta(JsonNode document, EventKind kind, Violations wrong) {
        ObjectNode meta = object(document, "meta", wrong);
        if (meta == null) {
            return null;
        }
        checkKnown(meta, META_FIELDS, "meta.", wrong);
        String name = text(meta, "meta.", "name", wrong);
        String appId = text(meta, "meta.", "appId", wrong);
        wrong.attempt(() -> new EntityKey(kind == null ? "?" : kind.objectKind(), appId, name));
        String timestamp = text(meta, "meta.", "timestamp", wrong);
        Instant time = timestamp == null ? null : wrong.attempt(() -> time("meta.timestamp", timestamp));
        Map<String, String> labels = labels(meta, wrong);
        return wrong.attempt(() -> new EventMeta(
                text(meta, "meta.", "eventId", wrong),
                time,
                text(meta, "meta.", "userId", wrong),
                text(meta, "meta.", "correlationId", wrong),
                text(meta, "meta.", "causationId", wrong),
                text(meta, "meta.", "executionId", wrong),
                name,
                appId,
                text(meta, "meta.", "region", wrong),
                labels));
    }

    private static Map<String, String> labels(JsonNode meta, Violations wrong) {
        Map<String, String> read = new TreeMap<>();
        ObjectNode labels = meta.hasNonNull("labels") ? object(meta, "meta.labels", wrong) : null;
        if (labels != null) {
            for (String label : labels.propertyNames()) {
                String value = text(labels, "meta.labels.", label, wrong);
                if (value == null) {
                    wrong.add("meta.labels." + label, "is null, not a string");
                } else {
                    Characters.problem(label + value).ifPresent(it -> wrong.add("meta.labels." + label, it));
                    read.put(label, value);
                }
            }
        }
        return read;
    }

    private static String text(JsonNode parent, String prefix, String field, Violations wrong) {
        JsonNode value = parent.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            wrong.add(prefix + field, "is " + value + ", not a string");
            return null;
        }
        return value.stringValue();
    }

    /** @param path of the field from the event's root; its last part is the field's name in the parent */
    private static ObjectNode object(JsonNode parent, String path, Violations wrong) {
        if (parent.get(path.substring(path.lastIndexOf('.') + 1)) instanceof ObjectNode object) {
            return object;
        }
        wrong.add(path, "is required, an object");
        return null;
    }

    private static void checkKnown(JsonNode json, Set<String> known, String prefix, Violations wrong) {
        for (String name : json.propertyNames()) {
            if (!known.contains(name)) {
                wrong.add(prefix + name, "is not a field here; those are " + new TreeSet<>(known));
            }
        }
    }
}
