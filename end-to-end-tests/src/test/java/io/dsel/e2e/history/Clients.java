package io.dsel.e2e.history;

import io.dsel.e2e.history.Attempt.Outcome;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;

/**
 * Clients that write a few hot entities, each write built on the head that the client knows last, through any instance.
 * What is not answered is sent again under the same id, mostly elsewhere.
 */
final class Clients implements AutoCloseable {
    private static final int ENTITIES = 4;
    private static final int SENT_AT_MOST = 6;

    /** Less than a fault lasts, so that frozen instances are left for others, and most is sent again. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final List<String> urls;
    private final Load load;
    private final Queue<Attempt> attempts = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> running = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(1))
            .build();
    private volatile boolean stopping;

    /**
     * @param name of the entities' application, and in every id, so that several may follow each other on one stack
     * @param clients that write at a time
     * @param pauseNanos between two writes of a client, so that the faults have something to hit
     */
    record Load(String name, int clients, long pauseNanos) {
        /** Whether an entity is one of those that are written. */
        boolean holds(String entity) {
            return entity.startsWith("Counter/" + name + "/");
        }
    }

    Clients(List<String> urls, long seed, Load load) {
        this.urls = List.copyOf(urls);
        this.load = load;
        SplittableRandom seeds = new SplittableRandom(seed);
        for (int i = 0; i < load.clients(); i++) {
            String name = load.name() + "-c" + i;
            SplittableRandom random = seeds.split();
            running.add(threads.submit(() -> write(name, random)));
        }
    }

    int attempted() {
        return attempts.size();
    }

    List<Attempt> history() {
        return List.copyOf(attempts);
    }

    /** Lets each client finish its write; fails if one of them got an answer that must not be. */
    @Override
    public void close() throws Exception {
        stopping = true;
        for (Future<?> client : running) {
            client.get(3, TimeUnit.MINUTES);
        }
        threads.shutdown();
        http.close();
    }

    private Void write(String client, SplittableRandom random) throws InterruptedException {
        Map<Integer, String> heads = new HashMap<>();
        for (int number = 0; !stopping; number++) {
            int entity = random.nextInt(ENTITIES);
            Attempt attempt = write(client + "-" + number, entity, heads.getOrDefault(entity, ""), random);
            attempts.add(attempt);
            switch (attempt.outcome()) {
                case Outcome.Acknowledged yes -> heads.put(entity, attempt.id());
                case Outcome.Refused no -> heads.put(entity, no.head());
                case Outcome.Maybe maybe -> {}
            }
            LockSupport.parkNanos(load.pauseNanos());
        }
        return null;
    }

    private Attempt write(String id, int entity, String basedOn, SplittableRandom random) throws InterruptedException {
        String body = body(id, entity, basedOn);
        long first = System.nanoTime();
        long sent = first;
        for (int i = 0; i < SENT_AT_MOST; i++) {
            sent = System.nanoTime();
            Outcome outcome = send(urls.get(random.nextInt(urls.size())), body);
            if (!(outcome instanceof Outcome.Maybe)) {
                return new Attempt(name(entity), id, basedOn, first, sent, System.nanoTime(), outcome);
            }
            TimeUnit.MILLISECONDS.sleep(50); // as any client would, so that a dead instance is not asked in a circle
        }
        return new Attempt(name(entity), id, basedOn, first, sent, System.nanoTime(), new Outcome.Maybe());
    }

    private Outcome send(String url, String body) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/v1/events"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return switch (answer.statusCode()) {
                case 201 -> new Outcome.Acknowledged(position(Json.parse(answer.body())));
                case 409 -> refused(Json.parse(answer.body()));
                case 503, 429 -> new Outcome.Maybe();
                default -> throw new AssertionError(answer.statusCode() + ": " + new String(answer.body()));
            };
        } catch (IOException e) {
            return new Outcome.Maybe();
        }
    }

    private static Outcome refused(JsonNode problem) {
        if (!problem.path("type").asString("").endsWith("/condition-failed")) {
            throw new AssertionError("a good write was refused: " + problem);
        }
        return new Outcome.Refused(problem.at("/head/eventId").asString(""));
    }

    private static LogPosition position(JsonNode answer) {
        JsonNode at = answer.path("position");
        return new LogPosition(
                at.path("topic").stringValue(),
                at.path("partition").intValue(),
                at.path("offset").longValue());
    }

    private String name(int entity) {
        return "Counter/" + load.name() + "/n" + entity;
    }

    private String body(String id, int entity, String basedOn) {
        String condition = basedOn.isEmpty() ? "{\"ifNoneMatch\": \"*\"}" : "{\"ifMatch\": \"" + basedOn + "\"}";
        return """
                {"kind": "CounterAppliedEvent", "meta": {"eventId": "%s", "appId": "%s", "name": "n%d"},
                 "spec": {"counter": {"basedOn": "%s"}}, "condition": %s}
                """.formatted(id, load.name(), entity, basedOn, condition);
    }
}
