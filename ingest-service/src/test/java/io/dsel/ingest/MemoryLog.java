package io.dsel.ingest;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.avro.EventCodec;
import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.LogPosition;
import io.dsel.ingest.writer.HeadView;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A log of one partition a topic, in memory; can hold its acknowledgements back. It knows no conditions: a test says by
 * {@link #onAppend} what is to become of a write.
 */
final class MemoryLog implements EventLog {
    private final EventCodec codec;
    private final List<Event> events = new ArrayList<>();
    private final List<Write> writes = new ArrayList<>();
    private final Map<LogPosition, Event> positions = new HashMap<>();
    private final Map<String, Long> nextOffsets = new TreeMap<>();
    private final Map<CompletableFuture<List<Written>>, List<Written>> held = new HashMap<>();
    private final Set<String> topics = new TreeSet<>();
    private boolean holding;
    private int mostHeld;
    private UnaryOperator<Event> beforeAppend = event -> event;

    MemoryLog() {
        this(() -> Kinds.BUILT_IN);
    }

    MemoryLog(Supplier<Kinds> kinds) {
        codec = new EventCodec(new MockSchemaRegistryClient(), kinds);
    }

    @Override
    public synchronized CompletableFuture<List<Written>> append(List<Write> unit) {
        List<Event> appended = new ArrayList<>();
        for (int i = 0; i < unit.size(); i++) {
            try {
                appended.add(beforeAppend.apply(unit.get(i).event()));
            } catch (LogUnavailableException e) {
                return CompletableFuture.failedFuture(e);
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(new RefusedException(i, e));
            }
        }
        writes.addAll(unit);
        List<Written> written = appended.stream().map(this::place).toList();
        CompletableFuture<List<Written>> acknowledged = new CompletableFuture<>();
        if (holding) {
            held.put(acknowledged, written);
            mostHeld = Math.max(mostHeld, held.size());
        } else {
            acknowledged.complete(written);
        }
        return acknowledged;
    }

    @Override
    public synchronized Optional<HeadView> head(EntityKey entity) {
        return positions.entrySet().stream()
                .filter(one -> one.getValue().entity().equals(entity))
                .max(Comparator.comparing(one -> one.getValue().meta().order()))
                .map(MemoryLog::view);
    }

    private static HeadView view(Map.Entry<LogPosition, Event> placed) {
        Event event = placed.getValue();
        return new HeadView(
                event.meta().eventId(),
                event.meta().timestamp().toEpochMilli(),
                event.kind().isDeletion(),
                placed.getKey());
    }

    /** Whatever its age. */
    @Override
    public synchronized Optional<HeadView> find(EntityKey entity, String eventId) {
        return positions.entrySet().stream()
                .filter(one -> one.getValue().meta().eventId().equals(eventId))
                .findFirst()
                .map(MemoryLog::view);
    }

    @Override
    public synchronized Event read(LogPosition position) {
        return positions.get(position);
    }

    /** As the codec does, but for the registry. */
    @Override
    public void requireSchema(Event event) {
        codec.encode(event);
    }

    /** Entities whose names begin with z lie in another. */
    @Override
    public int partition(EntityKey entity) {
        return entity.name().startsWith("z") ? 1 : 0;
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
        writes.clear();
        positions.clear();
        nextOffsets.clear();
        topics.clear();
        mostHeld = 0;
        beforeAppend = event -> event;
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }

    /** As they were given, whatever became of them. */
    synchronized List<Write> writes() {
        return List.copyOf(writes);
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

    private Written place(Event event) {
        String topic = Topics.of(event.kind());
        topics.add(topic);
        LogPosition position = new LogPosition(topic, 0, nextOffsets.merge(topic, 1L, Long::sum) - 1);
        events.add(event);
        positions.put(position, event);
        return new Written(new Published(event.meta().eventId(), clusterId(), position), false);
    }
}
