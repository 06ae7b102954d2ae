package io.dsel.streams.engine;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Tells whether the end of a partition that nobody has committed holds a record at all. What ends a transaction takes an
 * offset that no reader sees, and after a restart the streams don't commit beyond it until a record comes; without this
 * look they would seem to lag by one for ever.
 */
final class TailProbe implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private record Tail(long from, long end) {}

    private final Consumer<byte[], byte[]> consumer;
    private final Map<TopicPartition, Tail> last = new HashMap<>();
    private final Map<TopicPartition, Tail> empty = new HashMap<>();

    TailProbe(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "none",
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        1),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** The same look, with what holds no record counted as committed. Only tails that stood still are looked into. */
    synchronized GroupOffsets.Look withoutEmptyTails(GroupOffsets.Look look) {
        Map<TopicPartition, Long> committed = new HashMap<>(look.committed());
        look.ends().forEach((partition, end) -> {
            Tail tail = new Tail(committed.getOrDefault(partition, 0L), end);
            boolean stoodStill = tail.equals(last.put(partition, tail));
            if (tail.from() < end && stoodStill && isEmpty(partition, tail)) {
                committed.put(partition, end);
            }
        });
        return new GroupOffsets.Look(look.at(), look.ends(), committed);
    }

    @Override
    public synchronized void close() {
        consumer.close();
    }

    private boolean isEmpty(TopicPartition partition, Tail tail) {
        if (tail.equals(empty.get(partition))) {
            return true;
        }
        consumer.assign(List.of(partition));
        consumer.seek(partition, tail.from());
        boolean found = !consumer.poll(PATIENCE).isEmpty();
        if (!found && consumer.position(partition) >= tail.end()) {
            empty.put(partition, tail);
            return true;
        }
        return false;
    }
}
