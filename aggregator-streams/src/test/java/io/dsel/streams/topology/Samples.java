package io.dsel.streams.topology;

import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Events to try things with. */
final class Samples {
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");

    private Samples() {}

    /** An artifact's event, {@code seconds} after noon. */
    static Event artifact(String action, String name, String id, int seconds, String version) {
        ObjectNode spec = Json.parseObject("""
                {"artifact": {"apiVersion": "v1alpha1", "kind": "Artifact",
                              "meta": {"name": "%s", "appId": "09287"}, "spec": {"version": "%s"}}}
                """.formatted(name, version));
        return new Event("v1alpha1", new EventKind("Artifact", action), meta(name, id, seconds, "exec-1"), spec);
    }

    static EventMeta meta(String name, String id, int seconds, String execution) {
        return new EventMeta(
                id, NOON.plusSeconds(seconds), "alice", "req-" + id, null, execution, name, "09287", "eu", Map.of());
    }
}
