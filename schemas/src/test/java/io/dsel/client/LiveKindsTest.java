package io.dsel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregates;
import io.dsel.aggregate.AggregatesFold;
import io.dsel.avro.AwayRegistry;
import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.kind.Kind;
import io.dsel.kind.KindFold;
import io.dsel.kind.Kinds;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that the log declares is passed over, whatever is away meanwhile. */
class LiveKindsTest {
    private static final String APPLIED = Topics.of(KindFold.APPLIED);
    private static final String DELETED = Topics.of(KindFold.DELETED);
    private static final int PARTITIONS = 3;

    private final AwayRegistry registry = new AwayRegistry();
    private final EventCodec writer = new EventCodec(registry.mock);
    private final EventCodec codec = new EventCodec(registry.client());
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final List<ConsumerRecord<byte[], byte[]>> log = new ArrayList<>();
    private final LiveKinds live = new LiveKinds(consumer, codec);

    @BeforeEach
    void fillTheLog() {
        int seconds = 0;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            for (int offset = 0; offset < 2; offset++) {
                log(APPLIED, partition, offset, event("Applied", "Kind" + partition + offset, seconds++));
            }
        }
        log(DELETED, 1, 0, event("Deleted", "Kind10", seconds));
        List.of(APPLIED, DELETED).forEach(this::add);
    }

    private void add(String topic) {
        consumer.updatePartitions(
                topic,
                IntStream.range(0, PARTITIONS)
                        .mapToObj(partition -> new PartitionInfo(topic, partition, null, null, null))
                        .toList());
        for (int number = 0; number < PARTITIONS; number++) {
            TopicPartition partition = new TopicPartition(topic, number);
            consumer.updateBeginningOffsets(Map.of(partition, 0L));
            consumer.updateEndOffsets(Map.of(partition, end(partition)));
        }
    }

    @AfterEach
    void close() {
        consumer.close();
        codec.close();
        writer.close();
    }

    @Test
    void whatARegistryThatWasAwayKeptFromBeingReadIsReadWhenItIsBack() throws InterruptedException {
        registry.away = true;
        assertThrows(RegistryUnavailableException.class, this::read);
        assertEquals(declared(Kinds.BUILT_IN), declared(live.get()));
        assertFalse(live.awaitReady(Duration.ZERO));

        registry.away = false;
        read();
        assertAllAreDeclared();
    }

    @Test
    void whatWasReadBeforeItWentAwayCountsAtOnceAndIsNotReadAgain() throws InterruptedException {
        codec.decode(log.getFirst().value()); // the codec keeps the schema of manifests
        byte[] unknown = writer.encode(EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"ArtifactAppliedEvent","meta":%s,
                 "spec":{"artifact":{"apiVersion":"v1alpha1","kind":"Artifact",
                                     "meta":{"name":"a","appId":"dsel","labels":{},"annotations":{}},
                                     "spec":{"version":"1","regions":[],"bundles":[],"parameters":{}}},
                         "metadata":{}}}
                """.formatted(meta("stray", "a", 50)))));
        TopicPartition first = new TopicPartition(APPLIED, 0);
        long end = end(first);
        log.add(new ConsumerRecord<>(APPLIED, 0, end, new byte[0], unknown));
        consumer.updateEndOffsets(Map.of(first, end + 1));

        registry.away = true;
        assertThrows(RegistryUnavailableException.class, this::read);
        assertTrue(live.get().find("Kind00").isPresent(), "it stands before what could not be read");
        assertEquals(end, consumer.position(first));

        registry.away = false;
        read();
        assertAllAreDeclared();
    }

    /** A log that is older than the sort of manifest: its topics are made once a service starts that knows it. */
    @Test
    void aggregatesAreFollowedFromWhenTheirTopicsAreThere() throws InterruptedException {
        read();
        assertAllAreDeclared();
        assertEquals(Aggregates.BUILT_IN, live.aggregates());

        String applied = Topics.of(AggregatesFold.APPLIED);
        String deleted = Topics.of(AggregatesFold.DELETED);
        log.clear();
        log(applied, 0, 0, aggregate("Applied", "OneAggregate", 1));
        log(applied, 1, 0, aggregate("Applied", "TwoAggregate", 1));
        log(deleted, 2, 0, aggregate("Deleted", "TwoAggregate", 2));
        List.of(applied, deleted).forEach(this::add);
        read();
        assertTrue(live.awaitEvent("OneAggregateApplied", Duration.ZERO));
        assertTrue(live.aggregates().find("OneAggregate").isPresent());
        assertTrue(live.aggregates().find("TwoAggregate").isEmpty());
        assertAllAreDeclared();
    }

    /** One poll of a broker that has the whole log. */
    private void read() {
        consumer.schedulePollTask(() -> log.forEach(consumer::addRecord));
        live.read();
    }

    private void assertAllAreDeclared() throws InterruptedException {
        TreeSet<String> expected = new TreeSet<>(declared(Kinds.BUILT_IN));
        expected.addAll(List.of("Kind00", "Kind01", "Kind11", "Kind20", "Kind21"));
        assertEquals(expected, declared(live.get()));
        assertTrue(live.awaitReady(Duration.ZERO));
    }

    private static TreeSet<String> declared(Kinds kinds) {
        return kinds.all().stream().map(Kind::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private long end(TopicPartition partition) {
        return log.stream()
                .filter(record ->
                        record.topic().equals(partition.topic()) && record.partition() == partition.partition())
                .count();
    }

    private void log(String topic, int partition, long offset, Event event) {
        log.add(new ConsumerRecord<>(topic, partition, offset, new byte[0], writer.encode(event)));
    }

    private static Event event(String action, String name, int seconds) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"Kind%1$sEvent","meta":%2$s,
                 "spec":{"kind":{"apiVersion":"v1alpha1","kind":"Kind","meta":{"name":"%3$s","appId":"dsel"},
                                 "spec":{"owner":"o","apiVersions":[{"name":"v1alpha1","schema":"open"}]}}}}
                """.formatted(action, meta(name + action, name, seconds), name)));
    }

    private static Event aggregate(String action, String name, int seconds) {
        return EventJson.read(Json.parse("""
                {"apiVersion":"v1alpha1","kind":"Aggregate%1$sEvent","meta":%2$s,
                 "spec":{"aggregate":{"apiVersion":"v1alpha1","kind":"Aggregate","meta":{"name":"%3$s","appId":"dsel"},
                                      "spec":{"owner":"o","sources":[{"kinds":["*Event"]}],
                                              "group":{"key":"meta.name"},"measures":[{"name":"events","count":{}}]}}}}
                """.formatted(action, meta(name + action, name, seconds), name)));
    }

    private static String meta(String id, String name, int seconds) {
        return """
                {"eventId":"%s","timestamp":"2026-01-15T10:30:%02dZ","userId":"u","correlationId":"c",
                 "executionId":"x","name":"%s","appId":"dsel","region":"default","labels":{}}
                """.formatted(id, seconds, name);
    }
}
