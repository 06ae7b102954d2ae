package io.dsel.streams.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.avro.EventCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class EventMergeTest {
    private static final TopicPartition A = new TopicPartition("dsel.events.AAppliedEvent", 0);
    private static final TopicPartition B = new TopicPartition("dsel.events.BAppliedEvent", 1);
    private static final TopicPartition C = new TopicPartition("dsel.events.CAppliedEvent", 2);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void recordsOfAllPartitionsComeInTheOrderOfTheirTime() {
        EventMerge merge = merge(Map.of(), Map.of(A, 3L, B, 2L, C, 1L));
        add(A, 0, 10);
        add(A, 1, 40);
        add(A, 2, 50);
        add(B, 0, 20);
        add(B, 1, 45);
        add(C, 0, 30);
        assertEquals(List.of(10L, 20L, 30L, 40L, 45L, 50L), times(merge));
        assertEquals(Map.of(A, 3L, B, 2L, C, 1L), merge.positions());
    }

    @Test
    void aPartitionThatHasNoneReadyIsWaitedFor() {
        EventMerge merge = merge(Map.of(), Map.of(A, 1L, B, 1L));
        add(A, 0, 10);
        assertEquals(Optional.empty(), merge.next());
        assertEquals(Map.of(A, 0L, B, 0L), merge.positions(), "nothing is passed before it was given");
        add(B, 0, 5);
        assertEquals(List.of(5L, 10L), times(merge));
    }

    @Test
    void whatLiesBehindTheEndIsLeft() {
        EventMerge merge = merge(Map.of(), Map.of(A, 1L));
        add(A, 0, 10);
        add(A, 1, 20);
        assertEquals(List.of(10L), times(merge));
    }

    @Test
    void whatIsNoEventHasItsTurnToo() {
        EventMerge merge = merge(Map.of(), Map.of(A, 1L, B, 1L));
        consumer.addRecord(record(A, 0, 7, new byte[] {9}));
        add(B, 0, 8);
        assertEquals(List.of(7L, 8L), times(merge));
    }

    @Test
    void wherePositionsGoOnNothingIsMissingAndNothingTwice() {
        long seed = 11;
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            List<ConsumerRecord<String, byte[]>> log = new ArrayList<>();
            for (TopicPartition partition : List.of(A, B, C)) {
                int records = random.nextInt(6);
                for (int offset = 0; offset < records; offset++) {
                    int time = random.nextInt(100);
                    log.add(record(partition, offset, time, event(time)));
                }
                ends.put(partition, (long) records);
            }
            List<String> whole = given(log, Map.of(), ends, Integer.MAX_VALUE).places();
            assertEquals(log.size(), whole.size(), "seed " + seed);
            Part first = given(log, Map.of(), ends, random.nextInt(log.size() + 1));
            List<String> parts = new ArrayList<>(first.places());
            parts.addAll(given(log, first.positions(), ends, Integer.MAX_VALUE).places());
            assertEquals(
                    whole.stream().sorted().toList(), parts.stream().sorted().toList(), "seed " + seed);
        }
    }

    private record Part(List<String> places, Map<TopicPartition, Long> positions) {}

    private static Part given(
            List<ConsumerRecord<String, byte[]>> log,
            Map<TopicPartition, Long> from,
            Map<TopicPartition, Long> ends,
            int most) {
        EventMergeTest fresh = new EventMergeTest();
        EventMerge merge = fresh.merge(from, ends);
        log.stream()
                .filter(record -> record.offset()
                        >= from.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L))
                .forEach(fresh.consumer::addRecord);
        List<String> places = new ArrayList<>();
        while (places.size() < most && !merge.isAtEnd()) {
            merge.next().ifPresent(record -> places.add(record.topic() + "/" + record.offset()));
        }
        return new Part(places, merge.positions());
    }

    private EventMerge merge(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
        Map<TopicPartition, Long> beginnings = new HashMap<>();
        ends.keySet().forEach(partition -> beginnings.put(partition, 0L));
        consumer.updateBeginningOffsets(beginnings);
        return new EventMerge(consumer, from, ends);
    }

    private void add(TopicPartition partition, long offset, long time) {
        consumer.addRecord(record(partition, offset, 1_000, event(time)));
    }

    private static ConsumerRecord<String, byte[]> record(
            TopicPartition partition, long offset, long logTime, byte[] value) {
        return new ConsumerRecord<>(
                partition.topic(),
                partition.partition(),
                offset,
                logTime,
                TimestampType.LOG_APPEND_TIME,
                0,
                0,
                "key",
                value,
                new RecordHeaders(),
                Optional.empty());
    }

    /** As far as order is read from it. */
    private static byte[] event(long time) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[] {0, 0, 0, 0, 1});
        try {
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
            encoder.writeString("id-" + time);
            encoder.writeLong(time);
            encoder.flush();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return bytes.toByteArray();
    }

    private static List<Long> times(EventMerge merge) {
        List<Long> times = new ArrayList<>();
        for (int turn = 0; turn < 50 && !merge.isAtEnd(); turn++) {
            merge.next().ifPresent(record -> times.add(time(record)));
        }
        assertTrue(merge.isAtEnd());
        assertEquals(times.stream().sorted(Comparator.naturalOrder()).toList(), times);
        return times;
    }

    private static long time(ConsumerRecord<String, byte[]> record) {
        return record.value().length == 1
                ? record.timestamp()
                : EventCodec.order(record.value()).timestamp();
    }
}
