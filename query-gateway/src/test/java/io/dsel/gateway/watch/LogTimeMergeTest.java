package io.dsel.gateway.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class LogTimeMergeTest {
    private static final TopicPartition A = new TopicPartition("a", 0);
    private static final TopicPartition B = new TopicPartition("b", 0);

    private final LogTimeMerge merge = new LogTimeMerge();

    @Test
    void theEarliestComesFirstWhereverItLies() {
        merge.offer(A, records(A, 10, 30, 50), 3);
        merge.offer(B, records(B, 20, 30, 40), 3);
        assertEquals(List.of("a0", "b0", "a1", "b1", "b2", "a2"), drain());
    }

    @Test
    void aClockThatWentBackDoesNotTurnAPartitionRound() {
        merge.offer(A, records(A, 50, 10), 2);
        merge.offer(B, records(B, 20, 60), 2);
        assertEquals(List.of("b0", "a0", "a1", "b1"), drain());
    }

    @Test
    void whatIsOfferedLaterGoesBehindWhatIsThere() {
        merge.offer(A, records(A, 10), 1);
        merge.offer(A, List.of(record(A, 1, 20)), 2);
        merge.offer(B, records(B, 15), 1);
        assertEquals(List.of("a0", "b0", "a1"), drain());
        assertNull(merge.next());
    }

    @Test
    void behindTheLastIsAllThatWasLookedThrough() {
        merge.offer(A, records(A, 10, 20), 9);
        assertEquals(1, merge.behind(merge.next()), "the second still waits");
        assertTrue(merge.has(A));
        assertEquals(9, merge.behind(merge.next()), "seven behind it were not wanted");
        assertFalse(merge.has(A));
        assertFalse(merge.has(B));
    }

    private List<String> drain() {
        List<String> order = new ArrayList<>();
        for (var record = merge.next(); record != null; record = merge.next()) {
            order.add(record.topic() + record.offset());
        }
        return order;
    }

    private static List<ConsumerRecord<byte[], byte[]>> records(TopicPartition at, long... times) {
        return IntStream.range(0, times.length)
                .mapToObj(offset -> record(at, offset, times[offset]))
                .toList();
    }

    private static ConsumerRecord<byte[], byte[]> record(TopicPartition at, long offset, long time) {
        return new ConsumerRecord<>(
                at.topic(),
                at.partition(),
                offset,
                time,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                new byte[0],
                new byte[0],
                new RecordHeaders(),
                Optional.empty());
    }
}
