package io.dsel.bench.read;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.node.ObjectNode;

/**
 * The history of one deployment, an event a second, about a kilobyte each as JSON; from one event to the next a few
 * fields of its state change.
 *
 * @param name of the deployment; names of different lengths lie in different partitions, that is all
 */
record LongHistory(String name, int events) {
    static final String APP = "bench";
    static final Instant FIRST = Instant.parse("2026-01-15T00:00:00Z");

    /** Path of the object on any service that reads. */
    String path() {
        return "/v1/objects/Deployment/" + APP + "/" + name;
    }

    Instant time(int number) {
        return FIRST.plus(Duration.ofSeconds(number));
    }

    String eventId(int number) {
        return "%s-%09d".formatted(name, number);
    }

    /** @param number from 0 */
    Event event(int number) {
        return EventJson.read(Json.parse("""
                {"apiVersion": "v1alpha1", "kind": "DeploymentStatusChangedEvent",
                 "meta": {"eventId": "%s", "timestamp": "%s", "userId": "alice@example.com", "correlationId": "req-%d",
                          "executionId": "run-%d", "name": "%s", "appId": "%s", "region": "local", "labels": {}},
                 "spec": {"deployment": %s}}
                """.formatted(
                        eventId(number),
                        EventJson.time(time(number)),
                        number,
                        number / 20,
                        name,
                        APP,
                        Json.write(state(number)))));
    }

    /** The whole object after an event. */
    ObjectNode state(int number) {
        ObjectNode state = Json.parseObject("""
                {"apiVersion": "v1alpha1", "kind": "Deployment",
                 "meta": {"name": "%s", "appId": "%s", "labels": {"tier": "backend"}, "annotations": {}},
                 "spec": {"artifact": {"name": "image", "version": "1.0.0"},
                          "configs": [{"name": "base", "version": "7"}, {"name": "secrets", "version": "12"}],
                          "environment": "production", "regions": ["eu-central-1", "us-east-1"], "replicas": 1,
                          "strategy": "rolling",
                          "parameters": {"cpu": "500m", "memory": "512Mi", "note": "%s"}},
                 "status": {"phase": "Running", "message": "", "regions": []}}
                """.formatted(name, APP, "n".repeat(200)));
        ((ObjectNode) state.get("spec")).put("replicas", replicas(number));
        ((ObjectNode) state.get("status")).put("message", message(number));
        return state;
    }

    /** What an event store that keeps changes has of an event: the fields that are new, in the object's shape. */
    ObjectNode change(int number) {
        if (number == 0) {
            return state(0);
        }
        ObjectNode change = Json.MAPPER.createObjectNode();
        change.putObject("spec").put("replicas", replicas(number));
        change.putObject("status").put("message", message(number));
        return change;
    }

    private static int replicas(int number) {
        return 1 + number % 9;
    }

    private static String message(int number) {
        return "step " + number;
    }
}
