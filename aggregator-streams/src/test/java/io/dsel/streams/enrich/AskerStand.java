package io.dsel.streams.enrich;

import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.EnricherProvider;
import io.dsel.events.JournalEntry;
import io.dsel.json.Json;
import io.dsel.streams.aggregate.Outcome;
import io.dsel.streams.aggregate.Owner;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** An asker whose clock, journal and answers are in the test's hands. */
final class AskerStand implements AutoCloseable {
    static final Duration TIMEOUT = Duration.ofMillis(1_500);
    static final Duration TTL = Duration.ofMinutes(10);
    static final int CONCURRENCY = 4;

    private static final long SEED = 42;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T12:00:00Z"));
    private final List<Remote> remotes = new ArrayList<>();
    private final Set<String> hosts = new HashSet<>();
    private final Map<String, Outcome> answers = new ConcurrentHashMap<>();
    private final AtomicInteger failingWrites = new AtomicInteger();
    private final Map<String, CountDownLatch> gates = new ConcurrentHashMap<>();
    private volatile boolean caughtUp = true;
    private HttpEnrichers http;
    private Asker asker;
    private Outside.Desk desk;

    /** Those may be asked that were made here before the first question. */
    Remote remote(Remote.Behaviour behaviour) {
        Remote remote = new Remote(behaviour);
        remotes.add(remote);
        hosts.add(remote.host());
        return remote;
    }

    Instant now() {
        return now.get();
    }

    void pass(Duration time) {
        now.updateAndGet(its -> its.plus(time));
    }

    void caughtUp(boolean is) {
        caughtUp = is;
    }

    void failWrites(int many) {
        failingWrites.set(many);
    }

    boolean offer(Question question) {
        return desk().offer(question);
    }

    /** Whether it was in vain, and its time has not come again. */
    boolean isWaiting(Question question) {
        return asker.isWaiting(question);
    }

    /** The next answer to that question. */
    Outcome answer(String question) {
        Awaitility.await().until(() -> answers.containsKey(question));
        return answers.remove(question);
    }

    Question question(String id, Remote remote, String pointer, String app) {
        ObjectNode settings = Json.MAPPER.createObjectNode();
        settings.put("url", "http://" + remote.host() + "/apps/{app}").put("pointer", pointer);
        return question(id, "http", Json.write(settings), app);
    }

    /** One that is answered when the latch opens. */
    Question plugged(String id, CountDownLatch gate) {
        gates.put("gate", gate);
        return question(id, "gated", "{}", id);
    }

    Question question(String id, String enricher, String settings, String app) {
        ObjectNode parameters = Json.MAPPER.createObjectNode().put("app", app);
        return new Question(
                id,
                new Owner("OwnedAggregate/shop/" + id, "0123456789ab"),
                "owner",
                enricher,
                settings,
                Json.write(parameters),
                TTL,
                false,
                new JournalEntry());
    }

    @Override
    public void close() {
        if (asker != null) {
            asker.close();
            http.close();
        }
        remotes.forEach(Remote::close);
    }

    private Outside.Desk desk() {
        if (desk == null) {
            http = new HttpEnrichers(new AllowedHosts(hosts), TIMEOUT);
            asker = new Asker(
                    new Asker.Limits(TIMEOUT, CONCURRENCY),
                    new Enrichers(List.of(http, gated(), picky())),
                    this::write,
                    partition -> () -> caughtUp,
                    new SimpleMeterRegistry(),
                    now::get,
                    new Random(SEED));
            desk = asker.desk(0);
        }
        return desk;
    }

    private void write(Question question, Outcome outcome) {
        if (failingWrites.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new KafkaException("the log is away");
        }
        Outcome before = answers.put(question.id(), outcome);
        if (before != null) {
            answers.put(question.id(), Outcome.unavailable("told twice: " + before, now()));
        }
    }

    private EnricherProvider gated() {
        return provider("gated", settings -> parameters -> {
            gates.get("gate").await();
            return Json.parse("1");
        });
    }

    private static EnricherProvider picky() {
        return provider("picky", settings -> {
            throw new IllegalArgumentException("no tree");
        });
    }

    private static EnricherProvider provider(String name, Function<JsonNode, Enricher> maker) {
        return new EnricherProvider() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Enricher enricher(ObjectNode settings) {
                return maker.apply(settings);
            }
        };
    }
}
