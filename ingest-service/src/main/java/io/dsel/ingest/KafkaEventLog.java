package io.dsel.ingest;

import io.dsel.avro.RegistryUnavailableException;
import io.dsel.avro.UnreadableEventException;
import io.dsel.client.NoRecordException;
import io.dsel.client.Published;
import io.dsel.event.EntityKey;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.ingest.KafkaConnection.Clients;
import io.dsel.ingest.writer.EncodedEvent;
import io.dsel.ingest.writer.HeadView;
import io.dsel.ingest.writer.Result;
import io.dsel.ingest.writer.Unit;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** The log in Kafka: a topic for each kind of event, and for each partition one writer among the instances. */
final class KafkaEventLog implements EventLog {
    private final KafkaConnection connection;
    private final Duration timeout;
    private final int maxEventBytes;

    KafkaEventLog(KafkaConnection connection, Duration timeout, int maxEventBytes) {
        this.connection = connection;
        this.timeout = timeout;
        this.maxEventBytes = maxEventBytes;
    }

    @Override
    public CompletableFuture<List<Written>> append(List<Write> writes) {
        try {
            Clients clients = connection.clients();
            List<Unit.Write> encoded = new ArrayList<>(writes.size());
            for (int i = 0; i < writes.size(); i++) {
                encoded.add(encode(clients, writes.get(i), i));
            }
            String entity = encoded.getFirst().event().entity();
            List<String> ids =
                    writes.stream().map(write -> write.event().meta().eventId()).toList();
            return submit(clients, entity, new Unit.Writes(encoded))
                    .thenApply(result -> written(clients, ids, result))
                    .exceptionallyCompose(error -> CompletableFuture.failedFuture(translate(error)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(translate(e));
        }
    }

    @Override
    public Optional<HeadView> head(EntityKey entity) throws InterruptedException {
        return look(new Unit.Look(entity.text()));
    }

    @Override
    public Optional<HeadView> find(EntityKey entity, String eventId) throws InterruptedException {
        return look(new Unit.Look(entity.text(), Optional.of(eventId)));
    }

    @Override
    public Event read(LogPosition position) {
        Clients clients = connection.clients();
        try {
            return clients.codec().decode(clients.reader().read(position).value());
        } catch (KafkaException | NoRecordException | RegistryUnavailableException | UnreadableEventException e) {
            throw new LogUnavailableException("cannot read " + position + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void requireSchema(Event event) {
        try {
            connection.clients().codec().encode(event);
        } catch (RegistryUnavailableException e) {
            throw translate(e);
        }
    }

    @Override
    public int partition(EntityKey entity) {
        return connection.clients().writers().partition(entity.text());
    }

    @Override
    public Set<String> createTopics(Collection<EventKind> kinds) {
        try {
            return connection.clients().producer().createTopics(kinds);
        } catch (KafkaException e) {
            throw translate(e);
        }
    }

    @Override
    public Map<String, Integer> topics() {
        Admin admin = connection.clients().admin();
        Set<String> names = await(admin.listTopics().names()).stream()
                .filter(name -> name.startsWith(Topics.EVENTS_PREFIX) || name.startsWith(Topics.AGGREGATES_PREFIX))
                .collect(Collectors.toSet());
        Map<String, Integer> partitions = new TreeMap<>();
        await(admin.describeTopics(names).allTopicNames())
                .forEach(
                        (name, topic) -> partitions.put(name, topic.partitions().size()));
        return partitions;
    }

    @Override
    public String clusterId() {
        return connection.clients().producer().clusterId();
    }

    private Unit.Write encode(Clients clients, Write write, int item) {
        try {
            EncodedEvent event = EncodedEvent.of(clients.producer().record(write.event()), write.timeGiven());
            if (event.size() > maxEventBytes) {
                throw new EventTooLargeException(
                        "the event has " + event.size() + " bytes, encoded; at most " + maxEventBytes, null);
            }
            return new Unit.Write(event, write.condition());
        } catch (InvalidEventException | EventTooLargeException e) {
            throw new RefusedException(item, e);
        }
    }

    private Optional<HeadView> look(Unit.Look look) throws InterruptedException {
        try {
            Result result =
                    submit(connection.clients(), look.entity(), look).get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return ((Result.Seen) result).head();
        } catch (ExecutionException e) {
            throw translate(e.getCause());
        } catch (TimeoutException e) {
            throw new LogUnavailableException("no answer within " + timeout.toMillis() + " ms", e);
        }
    }

    private CompletableFuture<Result> submit(Clients clients, String entity, Unit unit) {
        try {
            int partition = clients.writers().partition(entity);
            return clients.writers().submit(partition, unit, System.nanoTime() + timeout.toNanos());
        } catch (TimeoutException e) {
            return CompletableFuture.failedFuture(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return CompletableFuture.failedFuture(new InterruptException(e));
        }
    }

    private static List<Written> written(Clients clients, List<String> ids, Result result) {
        return switch (result) {
            case Result.Seen seen -> throw new IllegalStateException("a write was answered as a question");
            case Result.Refused(int item, Result.Reason reason, Optional<HeadView> there) ->
                throw new RefusedException(item, refusal(reason, there));
            case Result.Stored(List<Result.Item> items) -> {
                List<Written> written = new ArrayList<>(items.size());
                for (int i = 0; i < items.size(); i++) {
                    Published published = new Published(
                            ids.get(i),
                            clients.producer().clusterId(),
                            items.get(i).position());
                    written.add(new Written(published, items.get(i).duplicate()));
                }
                yield written;
            }
        };
    }

    private static RuntimeException refusal(Result.Reason reason, Optional<HeadView> there) {
        return switch (reason) {
            case ID_CONFLICT, CONDITION_FAILED, OLDER_THAN_HEAD -> new ConflictException(reason, there);
            case TOO_LARGE -> new EventTooLargeException("the broker takes no event of this size", null);
            case TOPIC_CLOSED ->
                new LogUnavailableException("the broker does not let this service write to the kind's topic");
        };
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw translate(e.getCause());
        } catch (InterruptedException e) {
            throw translate(new InterruptException(e));
        }
    }

    /** The port's exceptions for those of Kafka and of the registry; what neither foresees stays as it is. */
    private static RuntimeException translate(Throwable error) {
        Throwable cause = error instanceof CompletionException ? error.getCause() : error;
        return switch (cause) {
            case RecordTooLargeException e -> new EventTooLargeException(e.getMessage(), e);
            case RetriableException e -> new LogUnavailableException(e.getMessage(), e);
            case TimeoutException e -> new LogUnavailableException(e.getMessage(), e);
            case InterruptException e -> new LogUnavailableException("the service stops", e);
            case RegistryUnavailableException e -> new LogUnavailableException(e.getMessage(), e);
            case RuntimeException e -> e;
            default -> new IllegalStateException(cause);
        };
    }
}
