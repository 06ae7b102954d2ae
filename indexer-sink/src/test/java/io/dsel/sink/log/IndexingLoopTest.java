package io.dsel.sink.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.confluent.kafka.schemaregistry.ParsedSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException;
import io.dsel.avro.EventCodec;
import io.dsel.event.Event;
import io.dsel.sink.TestEvents;
import io.dsel.sink.bulk.BackOff;
import io.dsel.sink.bulk.BulkWriter;
import io.dsel.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IndexingLoopTest {
    private static final long SEED = Long.getLong("dsel.seed", System.nanoTime());
    private static final Instant TIME = Instant.parse("2026-03-01T00:00:00Z");
    private static final TopicPartition PARTITION = new TopicPartition("dsel.events.ThingAppliedEvent", 0);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HeldTransport transport = new HeldTransport();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> letters =
            new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Registry registry = new Registry();
    private final EventCodec codec = new EventCodec(registry);
    private final BackOff backOff = new BackOff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 1);
    private final RateLimit rate = new RateLimit();
    private IndexingLoop loop;
    private InFlight inFlight;
    private long nextOffset;

    @BeforeEach
    void start() {
        use(new BulkLimits(1 << 20, 3, Duration.ZERO, 4, 1 << 20));
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void offsetsAreCommittedOnlyAfterTheAcknowledgement() throws Exception {
        arrive(5);
        until(() -> transport.underWay().size() == 2);
        steps(20);
        assertNull(committed(), "nothing is acknowledged");
        transport.store(transport.underWay().getLast());
        steps(20);
        assertTrue(committed() == null || committed() == 0, "the first is still open: " + committed());
        transport.storeAll();
        until(() -> committed() != null && committed() == 5);
    }

    @Test
    void nothingUnacknowledgedIsEverCommittedInAnyOrder() throws Exception {
        Random random = new Random(SEED);
        for (int i = 0; i < 300; i++) {
            arrive(random.nextInt(4));
            loop.step();
            if (random.nextInt(3) > 0) {
                transport.storeAny(random);
            }
            long firstOpen = transport.underWay().stream()
                    .flatMap(request -> request.bodies().stream())
                    .mapToLong(IndexingLoopTest::offsetIn)
                    .min()
                    .orElse(nextOffset);
            assertTrue(committed() == null || committed() <= firstOpen, "seed " + SEED + ", round " + i);
        }
        until(() -> {
            transport.storeAll();
            return committed() != null && committed() == nextOffset;
        });
    }

    @Test
    void backPressurePausesReadingAndGoesOnPolling() throws Exception {
        use(new BulkLimits(1 << 20, 3, Duration.ZERO, 100, 20_000));
        consumer.rebalance(List.of(PARTITION));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        arrive(200);
        until(() -> consumer.paused().equals(Set.of(PARTITION)));
        arrive(100);
        int held = transport.underWay().size();
        steps(50);
        assertEquals(held, transport.underWay().size(), "nothing is read while paused");
        transport.storeAll();
        until(() -> consumer.paused().isEmpty());
        until(() -> {
            transport.storeAll();
            return committed() != null && committed() == 300;
        });
    }

    @Test
    void whatCannotBeReadIsCommittedWhenItsLetterIsAcknowledged() throws Exception {
        arrive(1);
        byte[] poison = "poison".getBytes(StandardCharsets.UTF_8);
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), 0, nextOffset++, new byte[] {7}, poison));
        arrive(1);
        until(() -> {
            transport.storeAll();
            return letters.history().size() == 1 && committed() != null && committed() == 1;
        });
        steps(20);
        assertEquals(1, committed());

        assertTrue(letters.errorNext(new org.apache.kafka.common.errors.TimeoutException("away")));
        until(() -> letters.history().size() == 2);
        assertEquals(1, committed());
        assertTrue(letters.completeNext());
        until(() -> committed() == 3);

        ProducerRecord<byte[], byte[]> letter = letters.history().getLast();
        assertEquals(Topics.DEAD_LETTERS.name(), letter.topic());
        assertEquals("poison", new String(letter.value(), StandardCharsets.UTF_8));
        assertEquals("indexer", header(letter, DeadLetterHeaders.STAGE));
        assertEquals(PARTITION.topic(), header(letter, DeadLetterHeaders.TOPIC));
        assertEquals("0", header(letter, DeadLetterHeaders.PARTITION));
        assertEquals("1", header(letter, DeadLetterHeaders.OFFSET));
    }

    @Test
    void aRecordWhoseSchemaCannotBeAskedForWaitsAndIsNoDeadLetter() throws Exception {
        registry.away = true;
        arrive(3);
        until(() -> loop.registryProblem() != null);
        steps(50);
        assertEquals(Set.of(PARTITION), consumer.paused());
        assertTrue(letters.history().isEmpty());
        assertEquals(0, consumer.position(PARTITION));
        registry.away = false;
        nextOffset = 0;
        arrive(3); // a broker sends again what is behind the position; this consumer does not
        until(() -> {
            transport.storeAll();
            return committed() != null && committed() == 3;
        });
        assertNull(loop.registryProblem());
    }

    @Test
    void anAcknowledgementForAPartitionThatHasGoneCommitsNothing() throws Exception {
        arrive(3);
        until(() -> transport.underWay().size() == 1);
        HeldTransport.Request late = transport.underWay().getFirst();
        consumer.rebalance(List.of());
        assertTrue(committed() == null || committed() == 0);
        transport.store(late);
        steps(20);
        assertTrue(committed() == null || committed() == 0);
    }

    @Test
    void aStopWithoutRightsCommitsNothing() throws Exception {
        arrive(3);
        until(() -> transport.underWay().size() == 1);
        transport.answer(transport.underWay().getFirst(), HeldTransport.reply(403, "{}"));
        until(() -> inFlight.stopReason() != null);
        loop.finish();
        assertTrue(committed() == null || committed() == 0);
    }

    @Test
    void aRebuildAheadOfItsRateReadsNothingUntilItMayAgain() throws Exception {
        rate.set(1);
        arrive(100);
        until(() -> !transport.underWay().isEmpty());
        transport.storeAll();
        until(() -> consumer.paused().contains(PARTITION));
        rate.set(0);
        until(() -> consumer.paused().isEmpty());
    }

    private void use(BulkLimits limits) {
        SinkMetrics metrics = new SinkMetrics(new SimpleMeterRegistry(), 1);
        inFlight = new InFlight(new DeadLetterWriter(letters, () -> {}, timer, backOff), metrics);
        SinkSettings settings =
                new SinkSettings("none", "g", "", SinkSettings.ALL_TOPICS, limits, Duration.ofMillis(1));
        loop = new IndexingLoop(
                consumer,
                new Documents(codec, 1),
                inFlight,
                new BulkWriter<>(transport, inFlight, timer, backOff),
                settings,
                rate,
                metrics,
                System::nanoTime);
    }

    private void arrive(int records) {
        for (int i = 0; i < records; i++) {
            long offset = nextOffset++;
            Event event = TestEvents.applied("Thing", "t", "id-" + offset, TIME, "{\"spec\":{}}");
            consumer.addRecord(new ConsumerRecord<>(
                    PARTITION.topic(), 0, offset, "k".getBytes(StandardCharsets.UTF_8), codec.encode(event)));
        }
    }

    private Long committed() {
        OffsetAndMetadata committed = consumer.committed(Set.of(PARTITION)).get(PARTITION);
        return committed == null ? null : committed.offset();
    }

    private void steps(int count) throws InterruptedException {
        for (int i = 0; i < count; i++) {
            loop.step();
        }
    }

    private void until(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < end, "not within " + PATIENCE);
            loop.step();
        }
    }

    private static long offsetIn(String lines) {
        int from = lines.indexOf("\"offset\":") + 9;
        return Long.parseLong(lines.substring(from, lines.indexOf('}', from)));
    }

    private static String header(ProducerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static final class Registry extends MockSchemaRegistryClient {
        private volatile boolean away;

        @Override
        public ParsedSchema getSchemaById(int id) throws IOException, RestClientException {
            if (away) {
                throw new IOException("connection refused");
            }
            return super.getSchemaById(id);
        }
    }
}
