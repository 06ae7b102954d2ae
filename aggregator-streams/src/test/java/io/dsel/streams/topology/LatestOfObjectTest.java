package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.Aggregates;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import io.dsel.kind.Kinds;
import io.dsel.streams.aggregate.Unmade;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Where of each object the latest event counts: a later one takes its place, in whichever group it is. */
class LatestOfObjectTest {
    private static final String NAME = "PlacesAggregate";
    private static final String EVERY = """
            sources: [{kinds: ["Thing*Event"], where: "object.spec.n != 5"}]
            group: {app: meta.appId, key: "'g' + string(object.spec.n % 3)"}
            measures:
              - {name: count, count: {}}
              - {name: actions, count: {by: action, limit: 2}}
              - {name: sum, sum: {value: object.spec.n}}
              - {name: sums, sum: {value: object.spec.n, by: action}}
              - {name: min, min: {value: object.spec.n}}
              - {name: max, max: {value: object.spec.n}}
              - {name: first, first: {value: meta.name}}
              - {name: last, last: {value: meta.name}}
              - {name: names, distinct: {value: meta.name, limit: 3}}
              - {name: top, top: {value: action, limit: 2, capacity: 3}}
              - {name: spread, histogram: {value: object.spec.n, bounds: [2, 6]}}
            """;
    private static final Aggregate PLACES = Declarations.aggregate(NAME, EVERY + "each: object\n");
    private static final List<String> ACTIONS = List.of("Applied", "Paused", "Completed");
    private static final int ROUNDS = 12;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final Aggregates declared = Aggregates.BUILT_IN.with(PLACES);

    @Test
    void anObjectMovesFromGroupToGroup() {
        try (Driver driver = new Driver(() -> declared)) {
            driver.send(thing("t1", "e1", 1, 0));
            driver.send(thing("t2", "e2", 1, 10));
            assertEquals(Map.of("g1", 2), counts(driver));
            driver.send(thing("t1", "e3", 2, 20));
            List<Event> made = driver.made(NAME);
            assertEquals(
                    List.of("g2 1 e3", "g1 1 e3"),
                    made.stream()
                            .map(event -> event.meta().name() + " "
                                    + event.spec()
                                            .at("/eventStream/totalEvents")
                                            .asInt() + " "
                                    + event.meta().causationId())
                            .toList(),
                    "the event that came is what changed both");
            driver.send(thing("t1", "e4", 5, 30));
            assertEquals(Map.of("g2", 0), counts(driver), "it is in no group now");
            driver.send(thing("t1", "e0", 1, -5));
            assertEquals(Map.of(), counts(driver), "what comes late and is not the latest changes nothing");
        }
    }

    @Test
    void inOneGroupItIsOneChange() {
        try (Driver driver = new Driver(() -> declared)) {
            driver.send(thing("t1", "e1", 1, 0));
            driver.send(thing("t1", "e2", 4, 10));
            List<Event> made = driver.made(NAME);
            assertEquals(2, made.size());
            assertEquals(1, made.getLast().spec().at("/measures/count").asInt());
            assertEquals(4, made.getLast().spec().at("/measures/sum").asInt());
            assertEquals(2, made.getLast().spec().at("/eventStream/sequence").asInt());
        }
    }

    @Test
    void whateverTheOrderItIsTheLatestOfEach() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Event> events = randomEvents(30);
            Map<String, ObjectNode> expected = inOrder(latest(events));
            List<Event> mixed = new ArrayList<>(events);
            mixed.addAll(events.subList(0, 8));
            Collections.shuffle(mixed, random);
            try (Driver driver = new Driver(() -> declared)) {
                mixed.forEach(driver::send);
                assertEquals(expected, told(driver), "seed " + seed + ", round " + round);
            }
        }
    }

    /** Some events before it is declared, some after, and those before are noted as they come, beside the others. */
    @Test
    void declaredLateItIsTheSame() {
        System.out.println("seed " + seed);
        for (int round = 0; round < ROUNDS; round++) {
            List<Event> events = randomEvents(30);
            Map<String, ObjectNode> expected = inOrder(latest(events));
            Collections.shuffle(events, random);
            List<Event> before = new ArrayList<>(events.subList(0, 20));
            List<Event> after = new ArrayList<>(events.subList(20, 30));
            Aggregates[] known = {Aggregates.BUILT_IN};
            try (Driver driver = new Driver(() -> known[0])) {
                before.forEach(driver::send);
                known[0] = declared;
                PastEvents past = new PastEvents(
                        driver.codec, new Declared(() -> Kinds.BUILT_IN, () -> known[0], new Unmade(passedBy -> {})));
                while (!before.isEmpty() || !after.isEmpty()) {
                    boolean live = before.isEmpty() || !after.isEmpty() && random.nextBoolean();
                    if (live) {
                        driver.send(after.removeFirst());
                    } else {
                        past.entries(record(driver, before.removeFirst()), PLACES)
                                .forEach(entry -> driver.send(entry.topic(), entry.key(), entry.value()));
                    }
                }
                assertEquals(expected, told(driver), "seed " + seed + ", round " + round);
            }
        }
    }

    private static ConsumerRecord<String, byte[]> record(Driver driver, Event event) {
        return new ConsumerRecord<>(
                Topics.of(event.kind()),
                0,
                0,
                0,
                TimestampType.LOG_APPEND_TIME,
                -1,
                -1,
                event.entity().text(),
                driver.codec.encode(event),
                new RecordHeaders(),
                Optional.empty());
    }

    /** What the latest events alone make, by the same measures where every event counts. */
    private Map<String, ObjectNode> inOrder(List<Event> latest) {
        Aggregates every = Aggregates.BUILT_IN.with(Declarations.aggregate(NAME, EVERY));
        try (Driver driver = new Driver(() -> every)) {
            latest.forEach(driver::send);
            return told(driver);
        }
    }

    private static List<Event> latest(List<Event> events) {
        Map<String, Event> latest = new TreeMap<>();
        for (Event event : events) {
            latest.merge(
                    event.meta().name(),
                    event,
                    (one, other) -> one.meta().order().compareTo(other.meta().order()) > 0 ? one : other);
        }
        return List.copyOf(latest.values());
    }

    /** What each group that is not empty says in the end, but for its formula and how often it changed. */
    private static Map<String, ObjectNode> told(Driver driver) {
        Map<String, ObjectNode> told = new TreeMap<>();
        for (Event event : driver.made(NAME)) {
            ObjectNode spec = event.spec().deepCopy();
            spec.remove("formula");
            ((ObjectNode) spec.get("eventStream")).remove("sequence");
            told.put(event.meta().name(), spec);
        }
        told.values().removeIf(spec -> spec.at("/eventStream/totalEvents").asInt() == 0);
        assertTrue(!told.isEmpty());
        return told;
    }

    private static Map<String, Integer> counts(Driver driver) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Event event : driver.made(NAME)) {
            JsonNode count = event.spec().at("/measures/count");
            counts.put(event.meta().name(), count.asInt());
        }
        return counts;
    }

    private List<Event> randomEvents(int count) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(thing("t" + random.nextInt(6), "e" + i, random.nextInt(9), random.nextInt(12) * 900));
        }
        return events;
    }

    private Event thing(String name, String id, int n, int seconds) {
        EventKind kind = new EventKind("Thing", ACTIONS.get(n % ACTIONS.size()));
        ObjectNode spec = Json.parseObject("{\"thing\": {\"kind\": \"Thing\", \"spec\": {\"n\": %d}}}".formatted(n));
        return new Event("v1", kind, Samples.meta(name, id, seconds, "x"), spec);
    }
}
