package io.dsel.ingest;

import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.LogPosition;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A log of one partition a topic, in memory; can hold its acknowledgements back. */
final class MemoryLog implements EventLog {
    private final List<Event> events = new ArrayList<>();
    private final Map<String, Long> nextOffsets = new TreeMap<>();
    private final Map<CompletableFuture<Published>, Published> held = new HashMap<>();
    private final Set<String> topics = new TreeSet<>();
    private boolean holding;
    private int mostHeld;
    private UnaryOperator<Event> beforeAppend = event -> event;

    @Override
    public synchronized CompletableFuture<Published> append(Event event) {
        String topic = Topics.of(event.kind());
        try {
            events.add(beforeAppend.apply(event));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        topics.add(topic);
        long offset = nextOffsets.merge(topic, 1L, Long::sum) - 1;
        Published published = new Published(event.meta().eventId(), clusterId(), new LogPosition(topic, 0, offset));
        CompletableFuture<Published> acknowledged = new CompletableFuture<>();
        if (holding) {
            held.put(acknowledged, published);
            mostHeld = Math.max(mostHeld, held.size());
        } else {
            acknowledged.complete(published);
        }
        return acknowledged;
    }

    @Override
    public synchronized Set<String> createTopics(Collection<EventKind> kinds) {
        Set<String> created = new TreeSet<>();
        kinds.stream().map(Topics::of).filter(topics::add).forEach(created::add);
        return created;
    }

    @Override
    public synchronized Map<String, Integer> topics() {
        Map<String, Integer> partitions = new TreeMap<>();
        topics.forEach(topic -> partitions.put(topic, 1));
        return partitions;
    }

    @Override
    public String clusterId() {
        return "memory";
    }

    /** As it was at first. */
    synchronized void clear() {
        release();
        events.clear();
        nextOffsets.clear();
        topics.clear();
        mostHeld = 0;
        beforeAppend = event -> event;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** Acknowledges nothing from now on. */
    synchronized void hold() {
        holding = true;
    }

    /** Acknowledges all that was held back, and from now on all at once. */
    synchronized void release() {
        holding = false;
        held.forEach(CompletableFuture::complete);
        held.clear();
    }

    synchronized int heldNow() {
        return held.size();
    }

    synchronized int mostHeld() {
        return mostHeld;
    }

    /** @param check may throw, which then is what becomes of the event */
    synchronized void onAppend(UnaryOperator<Event> check) {
        beforeAppend = check;
    }
}
