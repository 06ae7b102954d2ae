package io.dsel.gateway;

import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.Token;
import io.dsel.gateway.GatewayUnderTest.Answer;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.common.KafkaException;
import tools.jackson.databind.JsonNode;

/**
 * One writer and a few readers that never rest. The writer gives each object version after version, a second of event
 * time apart; so of every answer it can be said whether it is right. Each reader is a session: what it has seen of an
 * object it asks for with its next read of it.
 */
final class SteadyLoad implements AutoCloseable {
    static final int OBJECTS = 8;
    private static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
    private static final Duration BETWEEN_WRITES = Duration.ofMillis(60);
    private static final Duration BETWEEN_READS = Duration.ofMillis(8);

    private final GatewayUnderTest gateway;
    private final DselProducer producer;
    private final AtomicIntegerArray tried = new AtomicIntegerArray(OBJECTS);
    private final AtomicIntegerArray acknowledged = new AtomicIntegerArray(OBJECTS);
    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile String phase = "all up";
    private volatile boolean stopped;

    /** How a read of a sort went. */
    record Reading(String phase, String sort, int status, String tier, String problem, long millis, String detail) {}

    SteadyLoad(GatewayUnderTest gateway, DselProducer producer) {
        this.gateway = gateway;
        this.producer = producer;
        for (int object = 0; object < OBJECTS; object++) {
            tried.set(object, -1);
            acknowledged.set(object, -1);
        }
    }

    static String path(int object) {
        return "/v1/objects/Service/load/service-" + object;
    }

    /** Some versions of each object, all acknowledged. */
    void begin() {
        for (int i = 0; i < 5 * OBJECTS; i++) {
            write(i % OBJECTS);
        }
    }

    void start(int readers) {
        threads.add(Thread.ofPlatform().name("writer").start(this::keepWriting));
        for (int i = 0; i < readers; i++) {
            long seed = i;
            threads.add(Thread.ofPlatform().name("reader-" + i).start(() -> keepReading(new Random(seed))));
        }
    }

    /** What is down from now on. */
    void phase(String name) {
        phase = name;
    }

    List<Reading> readings(String inPhase) {
        return readings.stream().filter(one -> one.phase().equals(inPhase)).toList();
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Answers by tier and sort, and the slowest, for people. */
    String summary(String inPhase) {
        Map<String, Integer> counts = new TreeMap<>();
        List<Long> millis = new ArrayList<>();
        for (Reading one : readings(inPhase)) {
            counts.merge(one.sort() + " " + (one.status() == 503 ? one.problem() : one.tier()), 1, Integer::sum);
            millis.add(one.millis());
        }
        Collections.sort(millis);
        return millis.isEmpty()
                ? inPhase + ": nothing"
                : "%s: %s; p50 %d ms, p99 %d ms, slowest %d ms"
                        .formatted(
                                inPhase,
                                counts,
                                millis.get(millis.size() / 2),
                                millis.get(millis.size() * 99 / 100),
                                millis.getLast());
    }

    @Override
    public void close() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        }
    }

    private void keepWriting() {
        Random random = new Random(7);
        while (!stopped) {
            int object = random.nextInt(OBJECTS);
            String before = phase;
            Token token = write(object);
            if (token != null) {
                readOwnWrite(object, token, before);
            }
            LockSupport.parkNanos(BETWEEN_WRITES.toNanos());
        }
    }

    /** Null if the broker did not take it; then the same is tried again with the next write of the object. */
    private Token write(int object) {
        int version = acknowledged.get(object) + 1;
        tried.set(object, version);
        try {
            Token token = producer.publish(event(object, version)).join().token();
            acknowledged.set(object, version);
            return token;
        } catch (CompletionException | KafkaException e) {
            return null;
        }
    }

    private void readOwnWrite(int object, Token token, String before) {
        int own = acknowledged.get(object);
        Answer answer = read("own", before, path(object) + "?timeoutMs=2000&token=" + token.text());
        if (answer.status() == 200 && version(answer.body().path("event")) < own) {
            wrong.add(before + ": own write " + own + " not seen in " + answer.body());
        }
    }

    private void keepReading(Random random) {
        Map<Integer, String> tokens = new HashMap<>();
        int[] seen = new int[OBJECTS];
        while (!stopped) {
            int object = random.nextInt(OBJECTS);
            String before = phase;
            switch (random.nextInt(10)) {
                case 0, 1, 2, 3 -> session(object, before, tokens, seen);
                case 4, 5, 6 -> asOf(object, before, random);
                case 7 -> history(object, before);
                case 8 -> latest(object, before);
                default -> strong(object, before);
            }
            LockSupport.parkNanos(BETWEEN_READS.toNanos());
        }
    }

    private void session(int object, String before, Map<Integer, String> tokens, int[] seen) {
        String token = tokens.get(object);
        Answer answer =
                read("session", before, path(object) + "?timeoutMs=2000" + (token == null ? "" : "&token=" + token));
        if (answer.status() == 200) {
            int version = version(answer.body().path("event"));
            check(
                    before,
                    version >= seen[object] && version <= tried.get(object),
                    "session back from " + seen[object],
                    answer);
            seen[object] = Math.max(version, seen[object]);
            String next = answer.header("Dsel-Token");
            if (next != null) {
                tokens.put(object, next);
            }
        }
    }

    /** A second that has been read of: the answer is known to the last byte. */
    private void asOf(int object, String before, Random random) {
        int version = random.nextInt(5); // of those that were there before the load
        Answer answer = read("asOf", before, path(object) + "?timeoutMs=2000&asOf=" + time(version));
        if (answer.status() == 200) {
            JsonNode expected = Json.parse(Json.write(EventJson.write(event(object, version))));
            check(before, expected.equals(answer.body().path("event")), "as of version " + version, answer);
        }
    }

    private void history(int object, String before) {
        Answer answer = read("history", before, path(object) + "/history?timeoutMs=2000&limit=4");
        if (answer.status() == 200) {
            boolean contiguous = true;
            int last = -1;
            for (JsonNode item : answer.body().path("items")) {
                if (isCovered(item.path("position"), answer)) {
                    int version = number(item.path("eventId").asString(""));
                    contiguous &= last == -1 || version == last - 1;
                    last = version;
                }
            }
            check(before, contiguous, "history", answer);
        }
    }

    /** An answer is whole as far as its receipt says; an index may show later events before it has all of them. */
    private static boolean isCovered(JsonNode position, Answer answer) {
        String covers = answer.header("Dsel-Covers");
        Map<Integer, Long> offsets = covers == null
                ? Map.of()
                : Token.parse(covers)
                        .positions()
                        .getOrDefault(position.path("topic").asString(""), new TreeMap<>());
        return offsets.getOrDefault(position.path("partition").asInt(), -1L)
                >= position.path("offset").asLong();
    }

    private void latest(int object, String before) {
        Answer answer = read("latest", before, path(object) + "?timeoutMs=2000");
        if (answer.status() == 200) {
            check(before, version(answer.body().path("event")) <= tried.get(object), "latest", answer);
        }
    }

    private void strong(int object, String before) {
        int least = acknowledged.get(object);
        Answer answer = read("strong", before, path(object) + "?consistency=strong&timeoutMs=1000");
        if (answer.status() == 200) {
            check(before, version(answer.body().path("event")) >= least, "strong, older than " + least, answer);
        }
    }

    private Answer read(String sort, String before, String target) {
        long began = System.nanoTime();
        Answer answer = gateway.get(target);
        long millis = (System.nanoTime() - began) / 1_000_000;
        String tier = answer.header("Dsel-Tier");
        String tried = answer.header("Dsel-Tried");
        if (answer.status() == 200 ? tier == null || answer.header("Dsel-Took-Ms") == null : tried == null) {
            wrong.add(before + ": without receipt: " + answer.status() + " " + answer.body());
        }
        if (answer.status() != 200 && answer.status() != 503) {
            wrong.add(before + ": " + sort + " answers " + answer.status() + " " + answer.body());
        }
        if (before.equals(phase)) { // what lies between two phases is of neither
            readings.add(new Reading(before, sort, answer.status(), tier, answer.problem(), millis, "" + tried));
        }
        return answer;
    }

    private void check(String inPhase, boolean right, String what, Answer answer) {
        if (!right) {
            wrong.add(inPhase + ": " + what + ": " + answer.response().headers().map() + " " + answer.body());
        }
    }

    private static int version(JsonNode event) {
        return event.at("/spec/service/spec/version").asInt(-1);
    }

    private static int number(String eventId) {
        return eventId.isEmpty() ? -1 : Integer.parseInt(eventId.substring(eventId.lastIndexOf('-') + 1));
    }

    private static Instant time(int version) {
        return NOON.plusSeconds(version);
    }

    private static Event event(int object, int version) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"ServiceAppliedEvent",
                 "meta":{"eventId":"load-%1$d-%2$d","timestamp":"%3$s","userId":"ada","correlationId":"c",
                         "executionId":"load","name":"service-%1$d","appId":"load","region":"test"},
                 "spec":{"service":{"kind":"Service","metadata":{"name":"service-%1$d"},"spec":{"version":%2$d}}}}
                """.formatted(object, version, time(version))));
    }
}
