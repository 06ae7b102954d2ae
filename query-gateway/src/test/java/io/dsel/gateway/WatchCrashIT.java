package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.event.Event;
import io.dsel.gateway.WatchReader.Frame;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A watch while its gateway, and the streams that derive what it sees, are killed. */
class WatchCrashIT {
    private static final String AGGREGATES = "dsel.aggregates.ExecutionStatusAggregate";

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .openSearch()
            .services(Part.GATEWAY)
            .streams(1)
            .build();

    @Test
    void everyEventAndAggregateComesExactlyOnceOverKillsOfTheGatewayAndTheStreams() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        List<String> published = Collections.synchronizedList(new ArrayList<>());
        try (DselProducer producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
                WatchReader reader = WatchReader.of(WatchCrashIT::url)) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(() -> write(producer, published, enough));
            reader.awaitEvents(200);
            for (String part : List.of(Part.GATEWAY, Part.streams(1), Part.GATEWAY)) {
                int before = reader.events().size();
                stack.kill(part);
                stack.start(part);
                reader.awaitEvents(before + 200);
            }
            enough.set(true);
            writer.join();
            Set<String> wanted = new TreeSet<>(published);
            Awaitility.await().atMost(Duration.ofSeconds(120)).untilAsserted(() -> {
                Set<String> aggregates = aggregates();
                assertTrue(aggregates.size() >= published.size(), "the streams are still at it");
                aggregates.addAll(wanted);
                assertEquals(aggregates, new TreeSet<>(reader.eventIds()));
            });
            List<String> delivered = reader.eventIds();
            assertEquals(new HashSet<>(delivered).size(), delivered.size(), "each once");
            assertTrue(reader.connections() >= 3, "it came back " + reader.connections() + " times");
            assertTrue(reader.frames().stream().map(Frame::name).noneMatch("gap"::equals));
        }
    }

    private static String url() {
        return stack.url(Part.GATEWAY) + "/v1/watch?kind=Artifact*Event&kind=ExecutionStatusAggregate&from=beginning";
    }

    /** Some fifty a second, each an execution of its own, so that there is an aggregate for each. */
    private static void write(DselProducer producer, List<String> published, AtomicBoolean enough) {
        for (int n = 0; !enough.get(); n++) {
            Event event = Events.artifact(n % 400, "crash-" + n / 400, "1.0.0");
            producer.publish(event).join();
            published.add(event.meta().eventId());
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofMillis(20).toNanos());
        }
    }

    /** The ids of all committed aggregates, as the log has them. */
    private static Set<String> aggregates() {
        Set<String> ids = new TreeSet<>();
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", "read_committed"),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(AGGREGATES).stream()
                    .map(partition -> new TopicPartition(AGGREGATES, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(at -> consumer.position(at) < ends.get(at))) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    ids.add(io.dsel.avro.EventCodec.order(record.value()).eventId());
                }
            }
        }
        return ids;
    }
}
