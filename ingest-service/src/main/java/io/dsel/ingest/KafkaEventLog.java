package io.dsel.ingest;

import io.dsel.avro.RegistryUnavailableException;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.EventKind;
import io.dsel.topic.Topics;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;

/** The log in Kafka: a topic for each kind of event, written by one idempotent producer. */
final class KafkaEventLog implements EventLog {
    private final KafkaConnection connection;

    KafkaEventLog(KafkaConnection connection) {
        this.connection = connection;
    }

    @Override
    public CompletableFuture<Published> append(Event event) {
        try {
            return connection
                    .clients()
                    .producer()
                    .publish(event)
                    .exceptionallyCompose(error -> CompletableFuture.failedFuture(translate(error)));
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(translate(e));
        }
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
            case InterruptException e -> new LogUnavailableException("the service stops", e);
            case RegistryUnavailableException e -> new LogUnavailableException(e.getMessage(), e);
            case RuntimeException e -> e;
            default -> new IllegalStateException(cause);
        };
    }
}
