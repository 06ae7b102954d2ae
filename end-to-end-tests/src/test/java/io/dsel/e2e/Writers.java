package io.dsel.e2e;

import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Clients that publish events over HTTP until told to stop, each batch retried with the same ids until it is answered,
 * and that note in a ledger what they were told.
 */
final class Writers implements AutoCloseable {
    static final int ENTITIES = 40;
    static final int EXECUTIONS = 60;

    private static final int BATCH = 10;
    private static final Instant FIRST = Instant.parse("2026-01-15T10:00:00Z");

    private final Http http = new Http();
    private final String ingestUrl;
    private final Ledger ledger;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private volatile boolean stopping;

    Writers(String ingestUrl, Ledger ledger, long seed, int clients) {
        this.ingestUrl = ingestUrl;
        this.ledger = ledger;
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int client = 0; client < clients; client++) {
            SplittableRandom random = seeds.split();
            String name = "client-" + client;
            running.add(threads.submit(() -> write(name, random)));
        }
    }

    /** Lets every client finish its batch; fails if one of them failed. */
    @Override
    public void close() throws Exception {
        stopping = true;
        for (Future<?> client : running) {
            client.get(2, TimeUnit.MINUTES);
        }
        threads.shutdown();
    }

    private Void write(String client, SplittableRandom random) throws InterruptedException {
        for (int batch = 0; !stopping; batch++) {
            ArrayNode events = Json.MAPPER.createArrayNode();
            for (int i = 0; i < BATCH; i++) {
                events.add(event(client + "-" + batch + "-" + i, client, random));
            }
            send(events);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(400)); // a rate, not a wait: chaos needs a stream
        }
        return null;
    }

    private void send(ArrayNode pending) throws InterruptedException {
        ArrayNode events = pending;
        while (!events.isEmpty()) {
            ArrayNode rest = Json.MAPPER.createArrayNode();
            try {
                JsonNode items =
                        http.post(ingestUrl + "/v1/events", events).body().path("items");
                for (int i = 0; i < events.size(); i++) {
                    if (!note(items.path(i))) {
                        rest.add(events.get(i));
                    }
                }
            } catch (IOException e) {
                rest = events;
            }
            events = rest;
        }
    }

    private boolean note(JsonNode item) {
        if (!item.path("status").asString("").equals("stored")) {
            int status = item.at("/problem/status").asInt(503);
            if (status != 503) {
                throw new AssertionError("a good event was refused: " + item);
            }
            return false;
        }
        JsonNode at = item.path("position");
        LogPosition position = new LogPosition(
                at.path("topic").stringValue(),
                at.path("partition").intValue(),
                at.path("offset").longValue());
        ledger.acknowledged(item.path("eventId").stringValue(), position);
        return true;
    }

    /** A deployment of one of a few entities, at any time of the day, so that most events come late. */
    private static ObjectNode event(String id, String client, SplittableRandom random) {
        String name = "service-" + random.nextInt(ENTITIES);
        String action = random.nextBoolean() ? "Applied" : "StatusChanged";
        String time = FIRST.plusMillis(random.nextLong(86_400_000)).toString();
        return (ObjectNode) Json.parse(
                """
                {"apiVersion": "v1alpha1", "kind": "Deployment%s" ,
                 "meta": {"eventId": "%s", "timestamp": "%s", "userId": "%s", "executionId": "run-%d",
                          "name": "%s", "appId": "shop"},
                 "spec": {"deployment": {
                    "meta": {"name": "%s", "appId": "shop"},
                    "spec": {"artifact": {"name": "image", "version": "%s"}, "environment": "test"}}}}
                """.formatted(action + "Event", id, time, client, random.nextInt(EXECUTIONS), name, name, id));
    }
}
