package io.dsel.cli.demo;

import io.dsel.event.EventIds;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** A workflow run: its events follow one another, each with the object's whole state. */
final class Run {
    private static final UUID NAMESPACE = UUID.fromString("5b0c2f6e-7a0d-5d62-9f2b-0f3b5d1d9a11");

    private final String id;
    private final String user;
    private final Consumer<ObjectNode> events;
    private Instant now;
    private int written;
    private String last;

    /**
     * @param seed what, beside the run's own id, makes the ids of its events
     * @param events told of every event, in order
     */
    Run(String seed, String kind, Instant start, String user, Consumer<ObjectNode> events) {
        String key = EventIds.derived(NAMESPACE, seed, kind, EventJson.time(start), user);
        this.id = kind + "-" + key.substring(0, 8);
        this.user = user;
        this.events = events;
        this.now = start;
    }

    String id() {
        return id;
    }

    Instant now() {
        return now;
    }

    Run after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /**
     * Adds an event now; it is caused by the one before it.
     *
     * @param spec the object under its kind's name and what the action adds; copied
     */
    Run event(String kind, Service service, String name, ObjectNode spec) {
        String eventId = EventIds.derived(NAMESPACE, id, Integer.toString(written++), EventJson.time(now));
        ObjectNode event =
                Json.MAPPER.createObjectNode().put("apiVersion", "v1alpha1").put("kind", kind);
        ObjectNode meta = event.putObject("meta");
        meta.put("eventId", eventId).put("timestamp", EventJson.time(now)).put("userId", user);
        meta.put("correlationId", id).put("executionId", id);
        if (last != null) {
            meta.put("causationId", last);
        }
        meta.put("name", name).put("appId", service.app());
        meta.putObject("labels").put("team", service.team());
        event.set("spec", spec.deepCopy());
        events.accept(event);
        last = eventId;
        return this;
    }

    /** {@code spec.validation} of these rules, of which one may have failed. */
    static ObjectNode validation(List<String> rules, String failed, String message) {
        ObjectNode validation = Json.MAPPER.createObjectNode().put("overall", failed == null ? "SUCCESS" : "WARNING");
        var details = validation.putArray("details");
        for (String rule : rules) {
            ObjectNode detail = details.addObject().put("name", rule).put("pass", !rule.equals(failed));
            if (rule.equals(failed)) {
                detail.put("message", message).put("severity", "warning");
            }
        }
        return validation;
    }
}
