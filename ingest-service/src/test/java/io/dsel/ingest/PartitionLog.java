package io.dsel.ingest;

import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.dsel.avro.EventCodec;
import io.dsel.client.CloudEventHeaders;
import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.ingest.writer.EncodedEvent;
import io.dsel.ingest.writer.HeadView;
import io.dsel.ingest.writer.MemoryPartition;
import io.dsel.ingest.writer.Result;
import io.dsel.ingest.writer.Unit;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/** A log of one partition, in memory, that holds writes to their conditions and knows ids as the real one does. */
final class PartitionLog implements EventLog {
    static final long WINDOW_MILLIS = 3_600_000;

    private final EventCodec codec;
    private final MemoryPartition partition = new MemoryPartition(WINDOW_MILLIS);
    private Runnable beforeNext = () -> {};

    PartitionLog(Supplier<Kinds> kinds) {
        codec = new EventCodec(new MockSchemaRegistryClient(), kinds);
    }

    @Override
    public CompletableFuture<List<Written>> append(List<Write> writes) {
        Runnable before = beforeNext;
        beforeNext = () -> {};
        before.run();
        List<Unit.Write> encoded = new ArrayList<>();
        for (Write write : writes) {
            try {
                encoded.add(new Unit.Write(encode(write), write.condition()));
            } catch (InvalidEventException e) {
                return CompletableFuture.failedFuture(new RefusedException(encoded.size(), e));
            }
        }
        return switch (partition.submit(new Unit.Writes(encoded))) {
            case Result.Seen seen -> throw new AssertionError("a write was answered as a question");
            case Result.Refused(int item, Result.Reason reason, Optional<HeadView> there) ->
                CompletableFuture.failedFuture(new RefusedException(item, new ConflictException(reason, there)));
            case Result.Stored(List<Result.Item> items) -> {
                List<Written> written = new ArrayList<>();
                for (Result.Item item : items) {
                    String id = writes.get(written.size()).event().meta().eventId();
                    written.add(new Written(new Published(id, clusterId(), item.position()), item.duplicate()));
                }
                yield CompletableFuture.completedFuture(written);
            }
        };
    }

    @Override
    public Optional<HeadView> head(EntityKey entity) {
        return look(new Unit.Look(entity.text()));
    }

    @Override
    public Optional<HeadView> find(EntityKey entity, String eventId) {
        return look(new Unit.Look(entity.text(), Optional.of(eventId)));
    }

    @Override
    public Event read(LogPosition position) {
        return codec.decode(partition.read(position));
    }

    @Override
    public void requireSchema(Event event) {
        codec.encode(event);
    }

    @Override
    public int partition(EntityKey entity) {
        return 0;
    }

    @Override
    public Set<String> createTopics(Collection<EventKind> kinds) {
        return Set.of();
    }

    @Override
    public Map<String, Integer> topics() {
        return Map.of();
    }

    @Override
    public String clusterId() {
        return "memory";
    }

    /** In the order in which they were appended, as they are read. */
    List<Event> events() {
        return partition.values().stream().map(codec::decode).toList();
    }

    /** Does that first when something is to be appended next. */
    void beforeNextAppend(Runnable action) {
        beforeNext = action;
    }

    /** The ids of all that is there now are forgotten when the next event comes, but for those of heads. */
    void passWindow() {
        partition.pass(WINDOW_MILLIS);
    }

    private Optional<HeadView> look(Unit.Look look) {
        return ((Result.Seen) partition.submit(look)).head();
    }

    private EncodedEvent encode(Write write) {
        Event event = write.event();
        return EncodedEvent.of(
                new ProducerRecord<>(
                        Topics.of(event.kind()),
                        null,
                        null,
                        event.entity().text(),
                        codec.encode(event),
                        CloudEventHeaders.of(event)),
                write.timeGiven());
    }
}
