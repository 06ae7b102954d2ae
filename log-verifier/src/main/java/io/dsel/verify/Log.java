package io.dsel.verify;

import io.dsel.aggregate.Aggregates;
import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.avro.UnreadableEventException;
import io.dsel.client.LiveKinds;
import io.dsel.client.LogReader;
import io.dsel.client.NoRecordException;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.LogPosition;
import io.dsel.events.JournalEntry;
import io.dsel.kind.Kinds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.node.ObjectNode;

/** The log: what is committed in it. */
final class Log implements AutoCloseable {
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int FETCH_BYTES = 8 << 20;

    private final Map<String, Object> settings;
    private final String registryUrl;
    private final EventCodec codec;
    private final KafkaConsumer<String, byte[]> consumer;
    private LogReader single;

    Log(String bootstrapServers, String registryUrl) {
        this.registryUrl = registryUrl;
        settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false,
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                "earliest",
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                2000,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                FETCH_BYTES,
                ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                (int) PATIENCE.toMillis());
        codec = new EventCodec(registryUrl, PATIENCE);
        consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer());
    }

    String clusterId() {
        try (Admin admin = Admin.create(Map.of(
                AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG)))) {
            return admin.describeCluster().clusterId().get();
        } catch (ExecutionException e) {
            throw new KafkaException("the broker does not say which cluster it is of", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while waiting for the broker", e);
        }
    }

    /** As it is now. */
    LogEnds ends(Predicate<String> topics) {
        List<TopicPartition> partitions = consumer.listTopics().values().stream()
                .flatMap(List::stream)
                .filter(partition -> topics.test(partition.topic()))
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        return new LogEnds(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
    }

    /** What is declared at one moment. */
    record Declared(Kinds kinds, Aggregates aggregates) {}

    /** The kinds and the aggregates that are declared now. */
    Declared declared() {
        String bootstrapServers = (String) settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG);
        try (LiveKinds live = LiveKinds.follow(bootstrapServers, registryUrl, Map.of())) {
            if (!live.awaitReady(PATIENCE)) {
                throw new VerificationException("the manifests of kinds and aggregates could not be read within "
                        + PATIENCE.toSeconds() + " s");
            }
            return new Declared(live.get(), live.aggregates());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted while the manifests of kinds were read", e);
        }
    }

    /** Gives every record up to those ends, in the order of each partition. */
    void read(LogEnds part, Consumer<ConsumerRecord<String, byte[]>> to) {
        List<TopicPartition> open = new ArrayList<>(part.ends().keySet());
        consumer.assign(open);
        consumer.seekToBeginning(open);
        while (true) {
            if (open.removeIf(
                    partition -> consumer.position(partition) >= part.ends().get(partition))) {
                consumer.assign(open);
            }
            if (open.isEmpty()) {
                return;
            }
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                long end = part.ends().get(new TopicPartition(record.topic(), record.partition()));
                if (record.offset() < end) {
                    to.accept(record);
                }
            }
        }
    }

    /** @throws RuntimeException if the value is no event */
    Event decode(byte[] value) {
        return codec.decode(value);
    }

    /** @throws UnreadableEventException if the value is no entry of the journal */
    JournalEntry journalEntry(byte[] value) {
        return codec.decode(value, JournalEntry.class);
    }

    /** The event at a position, as JSON; empty if it is there no more. */
    Optional<ObjectNode> event(LogPosition position) {
        if (single == null) {
            Map<String, Object> more = new HashMap<>(settings);
            more.remove(ConsumerConfig.FETCH_MAX_BYTES_CONFIG);
            single = new LogReader((String) settings.get(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG), 1, more);
        }
        try {
            return Optional.of(
                    EventJson.write(codec.decode(single.read(position).value())));
        } catch (NoRecordException e) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        consumer.close();
        if (single != null) {
            single.close();
        }
        codec.close();
    }

    /** Whether an exception says that the log or the registry does not answer. */
    static boolean isAway(RuntimeException e) {
        return e instanceof KafkaException || e instanceof RegistryUnavailableException;
    }
}
