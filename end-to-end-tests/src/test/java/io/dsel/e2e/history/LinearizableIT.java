package io.dsel.e2e.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.e2e.history.Attempt.Outcome;
import io.dsel.event.LogPosition;
import io.dsel.stack.Part;
import io.dsel.stack.StackException;
import io.dsel.stack.junit.DevStackExtension;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Conditional writes are linearizable per entity, over any number of instances, through kills, pauses and rebalances.
 * {@code -Ddsel.seed} repeats a run's choices.
 */
class LinearizableIT {
    private static final long SEED = Long.getLong("dsel.seed", System.nanoTime());
    private static final int CLIENTS = 16;
    private static final String TOPIC = "dsel.events.CounterAppliedEvent";
    private static final List<String> INSTANCES =
            IntStream.rangeClosed(1, 3).mapToObj(Part::ingest).toList();

    @RegisterExtension
    static final DevStackExtension stack = builder().build();

    private static DevStackExtension.Builder builder() {
        DevStackExtension.Builder builder = DevStackExtension.builder().broker().registry();
        for (String instance : INSTANCES) {
            builder = builder.services(instance).environment(instance, "DSEL_LOG_TIMEOUT_MS", "5000");
        }
        return builder;
    }

    @Test
    void whatWasAcknowledgedIsOneChainWhateverFails() throws Exception {
        check(new Clients.Load("short", CLIENTS, TimeUnit.MILLISECONDS.toNanos(10)), 1_000, 1_000);
    }

    @Test
    @Tag("long")
    void whatWasAcknowledgedIsOneChainOverAHundredThousandWrites() throws Exception {
        check(new Clients.Load("long", CLIENTS, TimeUnit.MILLISECONDS.toNanos(1)), 100_000, 8_000);
    }

    private static void check(Clients.Load load, int writes, int quietMillis) throws Exception {
        System.out.println("seed " + SEED + ", writes " + writes);
        long started = System.nanoTime();
        Faults faults = new Faults(stack.stack(), INSTANCES, SEED, quietMillis);
        Clients clients = new Clients(INSTANCES.stream().map(stack::url).toList(), SEED, load);
        try (clients) {
            run(clients, faults, writes);
        }
        List<Attempt> history = clients.history();
        List<Entry> log =
                log().stream().filter(entry -> load.holds(entry.entity())).toList();
        Map<String, Integer> outcomes = new HashMap<>();
        history.forEach(attempt -> outcomes.merge(attempt.outcome().getClass().getSimpleName(), 1, Integer::sum));
        System.out.println(outcomes + ", " + log.size() + " in the log; " + faults + " in "
                + TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - started) + " s");

        List<String> found = HistoryChecker.faults(history, log);
        assertEquals(List.of(), found.stream().limit(20).toList(), found.size() + " faults; seed " + SEED);
        assertTrue(count(history, Outcome.Acknowledged.class) > writes / 20, "too few writes were stored to tell");
        assertTrue(count(history, Outcome.Refused.class) > writes / 20, "too few writes met others to tell");
    }

    private static void run(Clients clients, Faults faults, int writes) throws Exception {
        try {
            awaitMore(clients, 200);
            do {
                faults.round();
            } while (clients.attempted() < writes);
            awaitMore(clients, 200);
        } catch (ConditionTimeoutException | StackException e) {
            try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()))) {
                System.out.println(
                        faults + "\n" + OpenTransactions.describe(admin, List.of(TOPIC, "dsel.control.writer-heads")));
            }
            throw e;
        }
    }

    private static long count(List<Attempt> history, Class<? extends Outcome> type) {
        return history.stream()
                .filter(attempt -> type.isInstance(attempt.outcome()))
                .count();
    }

    private static void awaitMore(Clients clients, int writes) {
        int target = clients.attempted() + writes;
        Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> clients.attempted() >= target);
    }

    /** All that is committed, once nothing is open any more. */
    private static List<Entry> log() throws Exception {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stack.bootstrapServers(),
                ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                "read_committed");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", stack.bootstrapServers()));
                KafkaConsumer<String, byte[]> consumer =
                        new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                    .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                    .toList();
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> OpenTransactions.ends(
                            admin, partitions, IsolationLevel.READ_COMMITTED)
                    .equals(OpenTransactions.ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED)));
            Map<TopicPartition, Long> ends = OpenTransactions.ends(admin, partitions, IsolationLevel.READ_UNCOMMITTED);
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            List<Entry> entries = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> entries.add(entry(record)));
            }
            return entries;
        }
    }

    private static Entry entry(ConsumerRecord<String, byte[]> record) {
        String id = new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
        return new Entry(record.key(), id, new LogPosition(record.topic(), record.partition(), record.offset()));
    }
}
