package io.dsel.gateway;

import io.dsel.avro.EventCodec;
import io.dsel.client.DselProducer;
import io.dsel.client.LogReader;
import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;

/**
 * Random events of a few objects, written in rounds, late and more than once; and the plain way to answer questions about
 * them: look at all of them.
 */
final class KnownEvents {
    static final Instant NOON = Instant.parse("2026-02-27T12:00:00Z");
    static final int MINUTES = 4 * 24 * 60; // into the next month, which is another index

    private static final int ENTITIES = 8;
    private static final int PER_ROUND = 40;

    private final String app;
    private final Random random;
    private final List<Known> known = new ArrayList<>();
    private final List<Instant> rounds = new ArrayList<>();
    private final List<LogPosition> positions = new ArrayList<>();
    private String clusterId;

    /** @param logTime of the copy that lies first */
    record Known(Event event, LogPosition position, Instant logTime) {
        EventOrder order() {
            return event.meta().order();
        }

        String id() {
            return event.meta().eventId();
        }
    }

    KnownEvents(String app, Random random) {
        this.app = app;
        this.random = random;
    }

    /** One more round; after it no record of it has the log time of a later one. */
    void write(DselProducer producer, LogReader log, EventCodec codec) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < PER_ROUND; i++) {
            events.add(event(rounds.size() * PER_ROUND + i));
        }
        for (int i = 0; i < 6 && !known.isEmpty(); i++) {
            events.add(known.get(random.nextInt(known.size())).event()); // again
        }
        Instant last = Instant.EPOCH;
        for (Event event : events) {
            Published published = producer.publish(event).join();
            clusterId = published.clusterId();
            positions.add(published.position());
            ConsumerRecord<String, byte[]> record = log.read(published.position());
            Instant logTime = Instant.ofEpochMilli(record.timestamp());
            last = logTime.isAfter(last) ? logTime : last;
            if (known.stream().noneMatch(one -> one.id().equals(event.meta().eventId()))) {
                // A schema adds what is empty to what was written, so the event is the one that the log has.
                known.add(new Known(codec.decode(record.value()), published.position(), logTime));
            }
        }
        Instant end = last;
        rounds.add(end);
        Awaitility.await().until(() -> Instant.now().isAfter(end.plusMillis(2)));
    }

    Token token() {
        return Token.of(clusterId, positions);
    }

    /** Log times at which each round was just known. */
    List<Instant> rounds() {
        return rounds;
    }

    List<EntityKey> entities() {
        return Stream.concat(
                        known.stream().map(one -> one.event().entity()).distinct(),
                        Stream.of(new EntityKey("Memo", app, "nobody")))
                .toList();
    }

    Optional<Known> state(EntityKey entity, Optional<Instant> asOf, Optional<Instant> knownAt) {
        return history(
                        entity,
                        one -> asOf.filter(one.event().meta().timestamp()::isAfter)
                                        .isEmpty()
                                && knownAt.filter(one.logTime()::isAfter).isEmpty())
                .reduce((one, other) -> other);
    }

    /** Oldest first. */
    Stream<Known> history(EntityKey entity, Predicate<Known> wanted) {
        return all(one -> one.event().entity().equals(entity) && wanted.test(one));
    }

    /** Oldest first. */
    Stream<Known> all(Predicate<Known> wanted) {
        TreeMap<EventOrder, Known> ordered = new TreeMap<>();
        known.stream().filter(wanted).forEach(one -> ordered.put(one.order(), one));
        return ordered.values().stream();
    }

    /** Of each entity of a kind the latest event, by the entities' text. */
    Map<String, Known> latest(String kind) {
        TreeMap<String, Known> latest = new TreeMap<>();
        all(one -> one.event().entity().kind().equals(kind))
                .forEach(one -> latest.put(one.event().entity().text(), one));
        return latest;
    }

    /** By event time, the end exclusive. */
    static Predicate<Known> within(String from, String to) {
        return one -> !one.event().meta().timestamp().isBefore(Instant.parse(from))
                && one.event().meta().timestamp().isBefore(Instant.parse(to));
    }

    private Event event(int n) {
        int object = random.nextInt(ENTITIES);
        boolean typed = object % 2 == 0;
        String kind = typed ? "Artifact" : "Memo";
        String action = random.nextInt(8) == 0 ? "Deleted" : "Applied";
        String spec = typed
                ? "\"version\":\"1.%d.0\",\"type\":\"terraform\",\"regions\":[\"us-east-1\"]".formatted(n)
                : "\"n\":%d,\"price\":1.50,\"big\":12345678901234567890123,\"text\":\"ü \\\" %d\"".formatted(n, n);
        // Few moments, so that some events share one.
        Instant time = NOON.plusSeconds(60L * random.nextInt(MINUTES) / 7 * 7);
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"%1$s%2$sEvent",
                 "meta":{"eventId":"%3$s","timestamp":"%4$s","userId":"user-%5$d","correlationId":"request-%6$d",
                         "executionId":"%7$s run %8$d","name":"object %9$d","appId":"%7$s/%10$d","region":"test"},
                 "spec":{"%11$s":{"apiVersion":"v1alpha1","kind":"%1$s",
                         "meta":{"name":"object %9$d","appId":"%7$s/%10$d"},"spec":{%12$s}}}}
                """.formatted(
                        kind,
                        action,
                        "%s-%04d".formatted(app, (n * 7919) % 10_000),
                        time,
                        random.nextInt(3),
                        random.nextInt(3),
                        app,
                        random.nextInt(4),
                        object,
                        object % 3,
                        typed ? "artifact" : "memo",
                        spec)));
    }
}
