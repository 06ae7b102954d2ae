package io.dsel.sink;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Events for tests. */
public final class TestEvents {
    private TestEvents() {}

    /** An applied event of an open kind. */
    public static Event applied(String objectKind, String name, String eventId, Instant time, String object) {
        EventKind kind = EventKind.of(objectKind + "AppliedEvent", objectKind);
        ObjectNode spec = Json.MAPPER.createObjectNode();
        spec.set(kind.objectField(), Json.parseObject(object));
        return new Event(Event.API_VERSION, kind, meta(name, eventId, time), spec);
    }

    /** An aggregate of an execution. */
    public static Event aggregate(String executionId, String eventId, Instant time, String spec) {
        EventKind kind = EventKind.parse("ExecutionStatusAggregate");
        return new Event(Event.API_VERSION, kind, meta(executionId, eventId, time), Json.parseObject(spec));
    }

    public static EventMeta meta(String name, String eventId, Instant time) {
        return new EventMeta(
                eventId, time, "alice", "req-1", null, "exec-1", name, "shop", "local", Map.of("team", "platform"));
    }
}
