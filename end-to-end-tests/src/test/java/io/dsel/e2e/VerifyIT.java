package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.verify.Scope;
import io.dsel.verify.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Convergence, as {@code dsel verify} checks it: nothing is found where nothing is wrong, and each fault by its name. */
class VerifyIT {
    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.SINK)
            .streams(1)
            .build();

    private static final int EVENTS = 48;

    /** That each event brings about: of its execution, of its object, and of its application's day. */
    private static final int AGGREGATES = 3;

    private static final Instant FIRST = Instant.parse("2026-01-15T10:00:00Z");

    private final Http http = new Http();

    @TempDir
    private Path folder;

    private Verified verified;

    @BeforeEach
    void prepare() {
        verified = new Verified(stack, folder);
    }

    @Test
    void nothingIsFoundWhereNothingIsWrongAndEachFaultByItsName() throws Exception {
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl())) {
            for (int i = 0; i < EVENTS; i++) {
                producer.publish(event(i)).join();
            }
            producer.publish(event(7)).join(); // a copy, and late
            Summary clean = verified.verify(new Scope(Set.of(), Optional.empty()));
            assertEquals(Set.of(), verified.lines(), clean.toString());
            assertEquals(EVENTS + 1 + AGGREGATES * EVENTS, clean.records(), "events, a copy, and aggregates of each");
            assertTrue(clean.isClean(), clean.toString());
            assertEquals(6, clean.tallies().size());
            clean.tallies()
                    .forEach(tally -> assertTrue(tally.compared() > 0 && tally.leftOut() == 0, tally.toString()));

            Summary busy = verifyWhileWriting(producer);
            assertEquals(Set.of(), verified.lines(), "nothing is wrong while events come: " + busy);
            System.out.println("while events came: " + busy);

            plantInTheIndex();
            producer.publish(wrongAggregate()).join();
        }
        Summary planted = verified.verify(new Scope(Set.of(), Optional.empty()));
        assertEquals(
                Set.of(
                        "index event different Artifact/shop/a1 e1 userId: ann / mallory",
                        "index event different Artifact/shop/a1 e1 event.spec.artifact.spec.version: 1.0.1 / 6.6.6",
                        "index event missing Artifact/shop/a2 e2",
                        "index event extra Artifact/shop/a3 planted",
                        "index head different Artifact/shop/a4 e46 name: a4 / b4",
                        "log execution different run-1 wrong eventStream.totalEvents: 24 / 23",
                        "log execution different run-1 wrong (aggregates): 24, one for each event / 25"),
                verified.lines(),
                planted.toString());
        assertEquals(false, planted.isClean());
        verified.forget();
        Summary others = verified.verify(new Scope(Set.of("Config"), Optional.of("shop")));
        assertEquals(Set.of(), verified.lines(), "the faults are not of this kind: " + others);
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(), left.toList());
        }
    }

    /** The same few objects and executions get events all the time. */
    private Summary verifyWhileWriting(DselProducer producer) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> writer = threads.submit(() -> {
                int written = 0;
                while (!done.get()) {
                    producer.publish(event("Artifact", "busy" + written % 3, "busy", EVENTS + written))
                            .join();
                    written++;
                }
                return written;
            });
            try {
                return verified.verify(new Scope(Set.of(), Optional.empty()));
            } finally {
                done.set(true);
                System.out.println(writer.get() + " events came meanwhile");
            }
        }
    }

    private void plantInTheIndex() throws Exception {
        JsonNode changed = document("dsel-events", "e1");
        ObjectNode source = changed.path("_source").asObject();
        source.put("userId", "mallory");
        ((ObjectNode) source.at("/event/spec/artifact/spec")).put("version", "6.6.6");
        write(changed, "e1", source);
        JsonNode gone = document("dsel-events", "e2");
        http.delete(url(gone, "e2")).ok();
        JsonNode other = document("dsel-events", "e3");
        ObjectNode extra = other.path("_source").asObject();
        extra.put("eventId", "planted");
        ((ObjectNode) extra.at("/event/meta")).put("eventId", "planted");
        write(other, "planted", extra);
        String head = "Artifact/shop/a4";
        JsonNode wrong = document("dsel-heads", head);
        write(wrong, head, wrong.path("_source").asObject().put("name", "b4"));
    }

    private JsonNode document(String alias, String id) throws Exception {
        ObjectNode search = Json.MAPPER.createObjectNode();
        search.putObject("query").putObject("ids").putArray("values").add(id);
        return http.post(stack.openSearchUrl() + "/" + alias + "/_search", search)
                .ok()
                .at("/hits/hits/0");
    }

    private void write(JsonNode hit, String id, JsonNode source) throws Exception {
        http.put(url(hit, id), source).ok();
    }

    private static String url(JsonNode hit, String id) {
        return stack.openSearchUrl() + "/" + hit.path("_index").stringValue() + "/_doc/" + Http.part(id);
    }

    /** Of two executions by turns, on eight artifacts and eight configs. */
    private static Event event(int i) {
        boolean artifact = i % 2 == 0 || i % 8 < 4;
        return artifact ? event("Artifact", "a" + i % 6, "run", i) : event("Config", "c" + i % 6, "run", i);
    }

    private static Event event(String kind, String name, String execution, int i) {
        return EventJson.read(Yaml.parse("""
                apiVersion: v1alpha1
                kind: %sAppliedEvent
                meta: {eventId: e%d, timestamp: '%s', userId: ann, correlationId: r%d,
                       executionId: %s-%d, name: %s, appId: shop, region: local}
                spec:
                  %s: {apiVersion: v1alpha1, kind: %s, meta: {name: %s, appId: shop},
                       spec: {version: 1.0.%d, regions: [us-east-1]}}
                """.formatted(
                        kind,
                        i,
                        FIRST.plusSeconds(60L * i),
                        i,
                        execution,
                        i % 2,
                        name,
                        kind.toLowerCase(Locale.ROOT),
                        kind,
                        name,
                        i)));
    }

    /** The greatest of its execution, with one event less than that has. */
    private Event wrongAggregate() throws Exception {
        JsonNode right = http.get(stack.url(Part.streams(1)) + "/v1/executions/run-1")
                .ok()
                .path("event");
        ObjectNode wrong = right.asObject();
        ((ObjectNode) wrong.get("meta")).put("eventId", "wrong").put("timestamp", "2026-01-16T00:00:00Z");
        ((ObjectNode) wrong.at("/spec/eventStream")).put("totalEvents", 23);
        return EventJson.read(wrong);
    }
}
