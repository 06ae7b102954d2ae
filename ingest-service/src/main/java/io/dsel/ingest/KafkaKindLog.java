package io.dsel.ingest;

import io.dsel.aggregate.Aggregate;
import io.dsel.aggregate.AggregateVersions;
import io.dsel.aggregate.Aggregates;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.build.Build;
import io.dsel.event.EventKind;
import io.dsel.ingest.KafkaConnection.Clients;
import io.dsel.kind.Kind;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Kinds in Kafka: manifests are events, their events have topics, and the registry has their schemas. */
final class KafkaKindLog implements KindLog {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final KafkaConnection connection;

    KafkaKindLog(KafkaConnection connection) {
        this.connection = connection;
    }

    @Override
    public Kinds kinds() {
        return connection.kinds();
    }

    @Override
    public Aggregates aggregates() {
        return connection.aggregates();
    }

    @Override
    public List<Schema> written(Schema schema) {
        Clients clients = connection.clients();
        return answered(() -> clients.codec().registered(schema));
    }

    @Override
    public void prepare(Kind kind) {
        Clients clients = connection.clients();
        answered(() -> {
            clients.producer().prepare(kind);
            return kind;
        });
    }

    @Override
    public void prepare(AggregateVersions versions) {
        Clients clients = connection.clients();
        answered(() -> {
            versions.all().forEach(clients.producer()::prepare);
            return versions;
        });
    }

    @Override
    public Optional<Build> build(Aggregate version) {
        connection.clients();
        Map<String, Build> known = answered(() -> connection.settings().builds().read());
        return Optional.ofNullable(known.get(Build.rule(version.name(), version.formula())));
    }

    @Override
    public List<EventKind> used(Collection<EventKind> kinds) {
        Clients clients = connection.clients();
        return answered(() -> kinds.stream()
                .filter(kind -> holds(clients, Topics.of(kind)))
                .sorted(KafkaKindLog::byName)
                .toList());
    }

    @Override
    public boolean awaitLive(String eventId) throws InterruptedException {
        return connection.clients().kinds().awaitEvent(eventId, PATIENCE);
    }

    private static int byName(EventKind left, EventKind right) {
        return left.name().compareTo(right.name());
    }

    /** The mark of a transaction that was given up counts as well, which errs on the side of keeping. */
    private static boolean holds(Clients clients, String topic) {
        try {
            Admin admin = clients.admin();
            if (!admin.listTopics().names().get().contains(topic)) {
                return false;
            }
            Map<TopicPartition, Long> firsts = offsets(clients, topic, OffsetSpec.earliest());
            return offsets(clients, topic, OffsetSpec.latest()).entrySet().stream()
                    .anyMatch(end -> end.getValue() > firsts.get(end.getKey()));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static Map<TopicPartition, Long> offsets(Clients clients, String topic, OffsetSpec spec)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
        clients.admin()
                .describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .forEach(partition -> wanted.put(new TopicPartition(topic, partition.partition()), spec));
        Map<TopicPartition, Long> offsets = new HashMap<>();
        for (Map.Entry<TopicPartition, ListOffsetsResultInfo> one :
                clients.admin().listOffsets(wanted).all().get().entrySet()) {
            offsets.put(one.getKey(), one.getValue().offset());
        }
        return offsets;
    }

    private static <T> T answered(Supplier<T> question) {
        try {
            return question.get();
        } catch (KafkaException | RegistryUnavailableException e) {
            throw new LogUnavailableException(e.getMessage(), e);
        }
    }
}
