package io.dsel.bench;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A made-up day of a platform: ten events an entity and twenty an execution on average, of four kinds, about a kilobyte
 * each as JSON. The same seed gives the same events.
 */
public final class SampleEvents {
    private static final Instant FIRST = Instant.parse("2026-01-15T00:00:00Z");
    private static final String[] ACTIONS = {"Applied", "Deployed", "StatusChanged", "Completed"};

    private SampleEvents() {}

    /** The kinds of all of them. */
    public static List<EventKind> kinds() {
        return Arrays.stream(ACTIONS)
                .map(action -> EventKind.parse("Deployment" + action + "Event"))
                .toList();
    }

    /** In order of time, which is also that of their ids. */
    public static Stream<Event> of(int events, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int entities = Math.max(1, events / 10);
        int executions = Math.max(1, events / 20);
        return IntStream.range(0, events)
                .mapToObj(i -> deployment(i, random.nextInt(entities), random.nextInt(executions), random));
    }

    private static Event deployment(int number, int entity, int execution, SplittableRandom random) {
        String name = "service-" + entity;
        String action = ACTIONS[random.nextInt(ACTIONS.length)];
        return EventJson.read(Json.parse("""
                {"apiVersion": "v1alpha1", "kind": "Deployment%sEvent",
                 "meta": {"eventId": "event-%09d", "timestamp": "%s", "userId": "user-%d@example.com",
                          "correlationId": "req-%d", "executionId": "run-%d", "name": "%s", "appId": "app-%d",
                          "region": "local", "labels": {"team": "platform"}},
                 "spec": {"deployment": {
                    "apiVersion": "v1alpha1", "kind": "Deployment",
                    "meta": {"name": "%s", "appId": "app-%d", "labels": {"tier": "backend"}},
                    "spec": {"artifact": {"name": "image-%d", "version": "1.%d.0"},
                             "configs": [{"name": "base", "version": "7"}, {"name": "secrets", "version": "12"}],
                             "environment": "production", "regions": ["eu-central-1", "us-east-1"], "replicas": %d,
                             "strategy": "rolling",
                             "parameters": {"cpu": "500m", "memory": "512Mi", "note": "%s"}},
                    "status": {"phase": "Running", "message": "%s"}},
                  "metadata": {"gitCommit": "%016x", "approvedBy": ["alice@example.com"]}}}
                """.formatted(
                        action,
                        number,
                        FIRST.plusMillis(number * 7L),
                        random.nextInt(50),
                        number,
                        execution,
                        name,
                        entity % 20,
                        name,
                        entity % 20,
                        entity % 100,
                        random.nextInt(40),
                        1 + random.nextInt(9),
                        "n".repeat(60 + random.nextInt(60)),
                        "m".repeat(40 + random.nextInt(60)),
                        random.nextLong())));
    }
}
