package io.dsel.bench.aggregation;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.bench.SampleLog;
import io.dsel.streams.execution.ExecutionAggregate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/** Which execution each event of the log belongs to, so that a yardstick need not decode any. */
final class Executions {
    private static final byte[] AGGREGATE_PREFIX =
            ExecutionAggregate.entity("x").text().replaceFirst("x$", "").getBytes(UTF_8);

    private final Map<TopicPartition, List<byte[]>> byPlace = new HashMap<>();
    private final Map<String, Long> totals = new TreeMap<>();

    Executions(List<SampleLog.Placed> events) {
        Map<String, byte[]> ids = new HashMap<>();
        for (SampleLog.Placed event : events) {
            byte[] id = ids.computeIfAbsent(event.executionId(), text -> text.getBytes(UTF_8));
            totals.merge(ExecutionAggregate.entity(event.executionId()).text(), 1L, Long::sum);
            List<byte[]> partition = byPlace.computeIfAbsent(
                    new TopicPartition(
                            event.position().topic(), event.position().partition()),
                    place -> new ArrayList<>());
            int offset = Math.toIntExact(event.position().offset());
            while (partition.size() <= offset) {
                partition.add(null);
            }
            partition.set(offset, id);
        }
    }

    /** The id of the execution, UTF-8. */
    byte[] at(String topic, int partition, long offset) {
        return byPlace.get(new TopicPartition(topic, partition)).get((int) offset);
    }

    /** The number of events of each execution, by the key of its aggregates. */
    Map<String, Long> totals() {
        return totals;
    }

    /** The key of an execution's aggregates. */
    static byte[] aggregateKey(byte[] execution) {
        byte[] key = Arrays.copyOf(AGGREGATE_PREFIX, AGGREGATE_PREFIX.length + execution.length);
        System.arraycopy(execution, 0, key, AGGREGATE_PREFIX.length, execution.length);
        return key;
    }

    static boolean isAggregateKey(byte[] key) {
        return key.length > AGGREGATE_PREFIX.length
                && Arrays.equals(key, 0, AGGREGATE_PREFIX.length, AGGREGATE_PREFIX, 0, AGGREGATE_PREFIX.length);
    }
}
