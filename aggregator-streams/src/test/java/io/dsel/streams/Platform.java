package io.dsel.streams;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventMeta;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** What a platform publishes: artifacts of an app, each applied a few times, each time in a run of its own. */
final class Platform {
    static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    static final int ARTIFACTS = 24;
    static final int VERSIONS = 4;

    private final DselProducer producer;
    private final String app;

    Platform(DselProducer producer, String app) {
        this.producer = producer;
        this.app = app;
    }

    /** Publishes all and returns what covers it. */
    Token publish() {
        List<LogPosition> positions = new ArrayList<>();
        String cluster = null;
        for (int version = 0; version < VERSIONS; version++) {
            for (int artifact = 0; artifact < ARTIFACTS; artifact++) {
                for (String action : List.of("Apply", "Applied")) {
                    Published published =
                            producer.publish(event(artifact, version, action)).join();
                    positions.add(published.position());
                    cluster = published.clusterId();
                }
            }
        }
        return Token.of(cluster, positions);
    }

    Event event(int artifact, int version, String action) {
        String name = name(artifact);
        ObjectNode spec = Json.parseObject("""
                {"artifact": {"apiVersion": "v1alpha1", "kind": "Artifact",
                              "meta": {"name": "%s", "appId": "%s"}, "spec": {"version": "%d"}}}
                """.formatted(name, app, version));
        String id = app + "-" + artifact + "-" + version + "-" + action;
        Instant time = NOON.plusSeconds(10L * version + (action.equals("Applied") ? 5 : 0));
        EventMeta meta =
                new EventMeta(id, time, "alice", "req-" + id, null, execution(version), name, app, "eu", Map.of());
        return new Event("v1alpha1", new EventKind("Artifact", action), meta, spec);
    }

    String execution(int version) {
        return app + "-run-" + version;
    }

    static String name(int artifact) {
        return "artifact-" + artifact;
    }

    String path(int artifact) {
        return "/v1/objects/Artifact/" + app + "/" + name(artifact);
    }
}
