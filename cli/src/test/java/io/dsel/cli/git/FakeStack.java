package io.dsel.cli.git;

import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/** Services that keep everything in memory, and do what the specification says of State and Identity. */
class FakeStack implements Stack {

    int caughtUp;

    final Map<String, Event> events = new LinkedHashMap<>();
    final List<Integer> chunks = new ArrayList<>();
    final Set<String> topics = new HashSet<>();
    private final Map<EntityKey, TreeMap<EventOrder, Event>> histories = new HashMap<>();
    /** What becomes of an event before it is stored; null where nothing does. */
    Function<Event, Outcome> hurdle = event -> null;

    @Override
    public synchronized void createKinds(Collection<String> eventKinds) {
        topics.addAll(eventKinds);
    }

    @Override
    public synchronized void catchUp() {
        caughtUp++;
    }

    @Override
    public synchronized Set<String> known(List<String> eventIds) {
        Set<String> known = new HashSet<>(eventIds);
        known.retainAll(events.keySet());
        return known;
    }

    @Override
    public synchronized List<Outcome> store(List<SpooledEvent> chunk) {
        chunks.add(chunk.size());
        return chunk.stream()
                .map(spooled -> store(EventJson.read(Json.parse(spooled.json()))))
                .toList();
    }

    private Outcome store(Event event) {
        Outcome outcome = hurdle.apply(event);
        if (outcome != null) {
            return outcome;
        }
        if (!topics.contains(event.kind().name())) {
            return new Outcome.Refused("no topic for " + event.kind());
        }
        put(event);
        return new Outcome.Stored();
    }

    void put(Event event) {
        events.putIfAbsent(event.meta().eventId(), event);
        histories
                .computeIfAbsent(event.entity(), entity -> new TreeMap<>())
                .putIfAbsent(event.meta().order(), event);
    }

    @Override
    public ObjectAnswer readStrong(String kind, String appId, String name, Instant asOf) {
        return read(kind, appId, name, asOf);
    }

    @Override
    public synchronized ObjectAnswer read(String kind, String appId, String name, Instant asOf) {
        TreeMap<EventOrder, Event> history = histories.getOrDefault(new EntityKey(kind, appId, name), new TreeMap<>());
        var last = history.floorEntry(new EventOrder(asOf.toEpochMilli(), "\uffff"));
        if (last == null) {
            return new ObjectAnswer.NotYet();
        }
        return last.getValue().kind().isDeletion()
                ? new ObjectAnswer.Deleted()
                : new ObjectAnswer.Found(last.getValue().state());
    }
}
