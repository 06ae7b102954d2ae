package io.dsel.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.event.EventIds;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.json.Json;
import io.dsel.stack.junit.DevStackExtension;
import io.dsel.topic.TopicCreator;
import io.dsel.topic.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DselProducerIT {
    @RegisterExtension
    static final DevStackExtension STACK =
            DevStackExtension.builder().broker().registry().build();

    private static DselProducer dsel;
    private static LogReader reader;

    @BeforeAll
    static void connect() {
        dsel = DselProducer.connect(STACK.bootstrapServers(), STACK.schemaRegistryUrl());
        reader = new LogReader(STACK.bootstrapServers(), 1, Map.of());
    }

    @AfterAll
    static void close() {
        reader.close();
        dsel.close();
    }

    @Test
    void aServicePublishesAGeneratedEventAndItsTokenSaysWhereItLies() {
        Token token = DselProducerExample.publish(dsel);

        assertEquals(dsel.clusterId(), token.clusterId());
        LogPosition position = onlyPosition(token);
        assertEquals("dsel.events.ArtifactAppliedEvent", position.topic());
        ConsumerRecord<String, byte[]> record = reader.read(position);
        assertEquals("Artifact/09287/terraform-vpc-module", record.key());
        try (EventCodec codec = new EventCodec(STACK.schemaRegistryUrl())) {
            Event event = codec.decode(record.value());
            assertEquals("2.1.0", event.state().at("/spec/version").asString());
            assertEquals(event.meta().eventId(), header(record, "ce_id"));
            assertEquals("io.dsel.ArtifactAppliedEvent.v1alpha1", header(record, "ce_type"));
            assertEquals(EventJson.time(event.meta().timestamp()), header(record, "ce_time"));
            assertEquals("Artifact/09287/terraform-vpc-module", header(record, "ce_subject"));
        }
    }

    @Test
    void eventsOfOneEntityLieInTheOrderGiven() {
        List<CompletableFuture<Published>> published = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            published.add(dsel.publish(event("LineAppliedEvent", "line", i)));
        }
        List<LogPosition> positions =
                published.stream().map(future -> future.join().position()).toList();
        for (int i = 1; i < positions.size(); i++) {
            assertEquals(positions.get(i - 1).partition(), positions.get(i).partition());
            assertTrue(positions.get(i - 1).offset() < positions.get(i).offset(), "event " + i);
        }
    }

    @Test
    void topicsOfManyNewKindsAreMadeInOneRequestAndCanBeWrittenAtOnce() {
        List<EventKind> kinds = IntStream.range(0, 190)
                .mapToObj(i -> EventKind.parse("Many" + i + "AppliedEvent"))
                .toList();
        Set<String> created = dsel.createTopics(kinds);
        assertEquals(kinds.stream().map(Topics::of).collect(Collectors.toSet()), created);
        assertEquals(Set.of(), dsel.createTopics(kinds));
        assertEquals(
                0,
                dsel.publish(event("Many189AppliedEvent", "many189", 1))
                        .join()
                        .position()
                        .offset());
    }

    @Test
    void aKindThatManyThreadsBringAtOnceIsMadeOnce() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            List<Callable<Published>> writes = IntStream.range(0, 64)
                    .mapToObj(i -> (Callable<Published>) () ->
                            dsel.publish(event("BurstAppliedEvent", "burst", i)).join())
                    .toList();
            Set<LogPosition> positions = new HashSet<>();
            for (Future<Published> write : threads.invokeAll(writes)) {
                positions.add(write.get().position());
            }
            assertEquals(64, positions.size());
        }
    }

    @Test
    void aTopicWithAnotherPartitionCountIsRefused() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", STACK.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("dsel.events.OddAppliedEvent", 7, (short) 1)))
                    .all()
                    .get();
        }
        IllegalStateException e =
                assertThrows(IllegalStateException.class, () -> dsel.publish(event("OddAppliedEvent", "odd", 1)));
        assertEquals(
                "topic dsel.events.OddAppliedEvent has 7 partitions, but dsel.heads has "
                        + TopicCreator.DEFAULT_PARTITIONS
                        + "; an entity's events must share one partition number",
                e.getMessage());
    }

    @Test
    void withoutABrokerConnectingFailsInTimeAndLeavesNothingRunning() {
        long before = kafkaThreads();
        assertThrows(
                KafkaException.class,
                () -> DselProducer.connect("127.0.0.1:1", STACK.schemaRegistryUrl(), 1, settings -> {
                    Map<String, Object> impatient = new HashMap<>(settings);
                    impatient.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 500);
                    return impatient;
                }));
        assertTrue(kafkaThreads() <= before, "threads of Kafka's clients are left");
    }

    private static long kafkaThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-"))
                .count();
    }

    private static LogPosition onlyPosition(Token token) {
        Map.Entry<String, ? extends Map<Integer, Long>> topic =
                token.positions().entrySet().iterator().next();
        Map.Entry<Integer, Long> partition =
                topic.getValue().entrySet().iterator().next();
        return new LogPosition(topic.getKey(), partition.getKey(), partition.getValue());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static Event event(String kind, String objectField, int number) {
        return EventJson.read(Json.parse("""
                {"apiVersion": "v1alpha1", "kind": "%s", "spec": {"%s": {"number": %d}},
                 "meta": {"eventId": "%s", "timestamp": "2026-01-15T10:30:00Z", "userId": "u", "correlationId": "c",
                          "executionId": "x", "name": "n", "appId": "a", "region": "r"}}""".formatted(kind, objectField, number, EventIds.next())));
    }
}
