package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.gateway.read.Coverage;
import io.dsel.gateway.read.Demand;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.EventsQuery;
import io.dsel.gateway.read.ExecutionEventsQuery;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.KindQuery;
import io.dsel.gateway.read.NotOfThisTierException;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.gateway.read.ObjectQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.Read;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tier;
import io.dsel.gateway.read.TierName;
import io.dsel.gateway.read.TierUnavailableException;
import io.dsel.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * A tier whose log is a list. An event happens a second after the one before, if not at once, and enters the log a minute
 * later; the nth lies at offset n.
 */
final class ListedEvents implements Tier {
    private record Listed(EntityKey entity, EventOrder order, ObjectNode event, int offset) {
        Instant logTime() {
            return Instant.ofEpochMilli(order.timestamp()).plusSeconds(60);
        }
    }

    private final TierName name;
    private final List<Listed> events = new ArrayList<>();
    private int pages = Integer.MAX_VALUE;
    private int seconds;

    ListedEvents(TierName name) {
        this.name = name;
    }

    static Instant time(int n) {
        return Instant.parse("2026-01-15T10:00:00Z").plusSeconds(n);
    }

    /** @param state of the object, with single quotes for double ones; null deletes it */
    ListedEvents add(String app, String name, String state) {
        String spec = state == null ? "{}" : state.replace('\'', '"');
        return add(app, name, state == null ? "Deleted" : "Applied", "v1alpha1", "\"kind\":\"Thing\",\"spec\":" + spec);
    }

    /** What is added next happens at the time of the last one. */
    ListedEvents atOnce() {
        seconds--;
        return this;
    }

    /** The same of {@code shop}'s {@code x}, which says what version it is; the action as well. */
    ListedEvents addVersioned(String action, String apiVersion, String state) {
        return add("shop", "x", action, apiVersion, """
                "apiVersion":"%s","kind":"Thing",
                "meta":{"name":"x","appId":"shop","labels":{},"annotations":{}},"spec":%s""".formatted(apiVersion, state.replace('\'', '"')));
    }

    private ListedEvents add(String app, String name, String action, String apiVersion, String object) {
        int n = events.size();
        Instant time = time(seconds++);
        ObjectNode event =
                Json.parseObject("""
                {"apiVersion":"%6$s","kind":"Thing%1$sEvent",
                 "meta":{"eventId":"e%2$d","timestamp":"%3$s","userId":"user-%2$d","correlationId":"c",
                         "executionId":"run-%2$d","name":"%4$s","appId":"%5$s","region":"test","labels":{}},
                 "spec":{"thing":{%7$s}}}
                """.formatted(action, n, EventJson.time(time), name, app, apiVersion, object));
        events.add(
                new Listed(new EntityKey("Thing", app, name), new EventOrder(time.toEpochMilli(), "e" + n), event, n));
        return this;
    }

    /** Answers that many pages of history, then no more. */
    ListedEvents failingAfter(int pages) {
        this.pages = pages;
        return this;
    }

    @Override
    public TierName name() {
        return name;
    }

    @Override
    public Read<Optional<FoundEvent>> object(ObjectQuery query, Demand demand) {
        return read(events.stream()
                .filter(listed -> listed.entity().equals(query.entity()))
                .filter(listed -> query.asOf()
                        .filter(at -> listed.order().timestamp() > at.toEpochMilli())
                        .isEmpty())
                .filter(listed ->
                        query.knownAt().filter(listed.logTime()::isAfter).isEmpty())
                .reduce((a, b) -> b)
                .map(listed -> new FoundEvent(listed.event(), position(listed), listed.logTime())));
    }

    @Override
    public Read<Page<EventEntry>> history(HistoryQuery query, Demand demand) {
        if (pages-- <= 0) {
            throw new TierUnavailableException("has had enough");
        }
        Slice slice = query.slice();
        List<EventEntry> found = events.stream()
                .filter(listed -> listed.entity().equals(query.entity()))
                .filter(listed -> query.filter().admits(EventJson.read(listed.event()), listed.logTime()))
                .map(ListedEvents::entry)
                .sorted((a, b) -> slice.direction().comparator().compare(a.order(), b.order()))
                .filter(entry -> slice.after()
                        .filter(after -> slice.direction().comparator().compare(entry.order(), after) <= 0)
                        .isEmpty())
                .toList();
        return read(Page.of(found, slice.limit()));
    }

    @Override
    public Read<Page<EventEntry>> events(EventsQuery query, Demand demand) {
        throw new NotOfThisTierException(name, "events");
    }

    @Override
    public Read<Page<EventEntry>> executionEvents(ExecutionEventsQuery query, Demand demand) {
        throw new NotOfThisTierException(name, "executions");
    }

    @Override
    public Read<Page<ObjectEntry>> objectsOfKind(KindQuery query, Demand demand) {
        throw new NotOfThisTierException(name, "objects of a kind");
    }

    /** The further down the tier, the older its answers. */
    private <T> Read<T> read(T value) {
        Duration age = Duration.ofMillis(10L * name.ordinal());
        return new Read<>(
                value,
                new Coverage(
                        name,
                        "list",
                        Optional.empty(),
                        "test",
                        Optional.of(age),
                        new TreeMap<>(),
                        OptionalLong.empty(),
                        List.of()));
    }

    private static LogPosition position(Listed listed) {
        return new LogPosition("dsel.events.ThingAppliedEvent", 0, listed.offset());
    }

    private static EventEntry entry(Listed listed) {
        var meta = listed.event().path("meta");
        return new EventEntry(
                listed.order(),
                listed.event().path("kind").asString(),
                listed.event().path("kind").asString().contains("Deleted") ? "Deleted" : "Applied",
                listed.entity(),
                meta.path("userId").asString(),
                meta.path("executionId").asString(),
                position(listed),
                listed.logTime(),
                Optional.of(listed.event()));
    }
}
