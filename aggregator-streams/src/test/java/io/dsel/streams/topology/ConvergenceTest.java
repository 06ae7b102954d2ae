package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Stores and last aggregates are functions of the set of events. */
class ConvergenceTest {
    private static final List<String> ACTIONS = List.of("Apply", "Applied", "Completed", "Deleted", "Paused");
    private static final int ROUNDS = 4;

    /** Those that come along, one that is told of at a period's end, and one that refers to other objects. */
    private static final Aggregates DECLARED = Aggregates.BUILT_IN
            .with(Declarations.aggregate("ThingsAggregate", """
                    sources: [{kinds: ["Thing*Event"], where: "object.spec.n > 1"}]
                    group: {app: meta.appId, key: "[meta.name, 'all']"}
                    period: {unit: hour}
                    measures:
                      - {name: actions, count: {by: action, limit: 2}}
                      - {name: sum, sum: {value: object.spec.n}}
                      - {name: first, first: {value: object.spec.n}}
                      - {name: top, top: {value: object.spec.n, limit: 2, capacity: 3}}
                    emit: {when: period}
                    """))
            .with(Declarations.aggregate("LinksAggregate", """
                    sources: [{kinds: ["Thing*Event"], where: "object.spec.n > 1"}]
                    group: {app: meta.appId, key: "[meta.name, 'all']"}
                    measures: [{name: sum, sum: {value: object.spec.n}}]
                    references:
                      - {name: last, kind: Thing, key: "'t' + string(object.spec.n - 2)"}
                      - name: near
                        kind: Thing
                        key: "object.spec.n > 6 ? [] : ['t1', meta.name]"
                        fields: {n: object.spec.n, action: action}
                    """));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    /**
     * What a run ends in.
     *
     * @param heads entity to its greatest event
     * @param aggregates entity to the last aggregate's spec
     */
    private record Outcome(
            Map<String, EventOrder> heads, Map<Bytes, Event> history, Map<String, ObjectNode> aggregates) {}

    @Test
    void shuffledDoubledAndLate() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Event> events = randomEvents(40);
            Outcome expected = outcome(events);
            List<Event> mixed = new ArrayList<>(events);
            for (int i = 0; i < 15; i++) {
                mixed.add(events.get(random.nextInt(events.size())));
            }
            Collections.shuffle(mixed, random);
            assertEquals(expected, outcome(mixed), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void anyInterleavingOfTopics() {
        System.out.println("seed " + seed);
        List<Event> log = randomEvents(40);
        Outcome expected = outcome(log);
        for (int round = 0; round < ROUNDS; round++) {
            assertEquals(expected, outcome(interleave(log)), "seed " + seed + ", round " + round);
        }
    }

    @Test
    void aReplayOfEverythingChangesNothing() {
        System.out.println("seed " + seed);
        List<Event> log = randomEvents(50);
        try (Driver driver = new Driver(() -> DECLARED)) {
            log.forEach(driver::send);
            Outcome before = outcome(driver);
            log.forEach(driver::send);
            DECLARED.all()
                    .forEach(aggregate ->
                            assertTrue(driver.made(aggregate.name()).isEmpty(), aggregate.name() + ", seed " + seed));
            assertTrue(driver.written(Topics.HEADS.name()).isEmpty(), "seed " + seed);
            Outcome after = outcome(driver);
            assertEquals(before.heads(), after.heads(), "seed " + seed);
            assertEquals(before.history(), after.history(), "seed " + seed);
        }
    }

    private Outcome outcome(List<Event> events) {
        try (Driver driver = new Driver(() -> DECLARED)) {
            events.forEach(driver::send);
            return outcome(driver);
        }
    }

    private static Outcome outcome(Driver driver) {
        driver.written(Topics.HEADS.name());
        Map<String, ObjectNode> aggregates = new TreeMap<>();
        for (Aggregate aggregate : DECLARED.all()) {
            driver.made(aggregate.name())
                    .forEach(event -> aggregates.put(event.entity().text(), event.spec()));
        }
        Map<String, EventOrder> heads = new TreeMap<>();
        Driver.contents(driver.heads()).forEach((entity, head) -> heads.put(entity, head.order()));
        heads.keySet().removeIf(entity -> DECLARED.find(EntityKey.parse(entity).kind())
                .isPresent());
        Map<Bytes, Event> history = new LinkedHashMap<>();
        Driver.contents(driver.history()).forEach((key, stored) -> {
            if (!stored.action().isEmpty()) {
                history.put(key, driver.codec.decode(stored.value()));
            }
        });
        return new Outcome(heads, history, aggregates);
    }

    /** The same log: each topic's events in their order, the topics taken turns with at random. */
    private List<Event> interleave(List<Event> log) {
        Map<String, Deque<Event>> topics = new TreeMap<>();
        log.forEach(event -> topics.computeIfAbsent(Topics.of(event.kind()), topic -> new ArrayDeque<>())
                .add(event));
        List<Event> mixed = new ArrayList<>();
        List<Deque<Event>> left = new ArrayList<>(topics.values());
        while (!left.isEmpty()) {
            Deque<Event> next = left.get(random.nextInt(left.size()));
            mixed.add(next.poll());
            if (next.isEmpty()) {
                left.remove(next);
            }
        }
        return mixed;
    }

    /** Events of open kinds: few objects, few executions, many at one time. */
    private List<Event> randomEvents(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            EventKind kind = new EventKind("Thing", ACTIONS.get(random.nextInt(ACTIONS.size())));
            String name = "t" + random.nextInt(4);
            ObjectNode spec = Json.parseObject(
                    "{\"thing\": {\"kind\": \"Thing\", \"spec\": {\"n\": %d}}}".formatted(random.nextInt(9)));
            String execution = "exec-" + random.nextInt(3);
            events.add(new Event("v1", kind, Samples.meta(name, "e" + i, random.nextInt(12) * 900, execution), spec));
        }
        return events;
    }
}
