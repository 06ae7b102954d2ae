package io.dsel.gateway.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.InvalidOffsetException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Finds the offsets at which a watch begins. */
record StartPositions(KafkaConsumer<byte[], byte[]> consumer, WatchedPartitions partitions) {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration POLL = Duration.ofMillis(100);

    void find(Start start) {
        consumer.assign(partitions.all()); // or it warns that it may not keep what the broker tells of them
        switch (start) {
            case Start.Now now -> moveToEnds();
            case Start.Beginning beginning ->
                consumer.beginningOffsets(partitions.all()).forEach(partitions::moveTo);
            case Start.At(Instant logTime) -> moveTo(logTime);
            case Start.After after -> moveBehind(positions(after));
            case Start.Resumed(WatchPosition position) ->
                partitions
                        .all()
                        .forEach(
                                at -> partitions.moveTo(at, position.next(partitions.tag(at.topic()), at.partition())));
        }
    }

    private void moveToEnds() {
        consumer.assign(partitions.all());
        consumer.endOffsets(partitions.all()).forEach(partitions::moveTo);
    }

    /** To the ends first: what comes while the broker looks for the time lies behind them. */
    private void moveTo(Instant logTime) {
        moveToEnds();
        Map<TopicPartition, Long> wanted = new HashMap<>();
        partitions.all().forEach(at -> wanted.put(at, Math.max(0, logTime.toEpochMilli())));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(wanted);
        found.forEach((at, offset) -> {
            if (offset != null) {
                partitions.moveTo(at, offset.offset());
            }
        });
    }

    private void moveBehind(Map<TopicPartition, Long> written) {
        moveTo(lastLogTime(written));
        written.forEach((at, offset) -> {
            if (partitions.all().contains(at)) {
                partitions.moveTo(at, offset + 1);
            }
        });
    }

    private static Map<TopicPartition, Long> positions(Start.After after) {
        Map<TopicPartition, Long> positions = new HashMap<>();
        after.token()
                .positions()
                .forEach((topic, offsets) -> offsets.forEach(
                        (partition, offset) -> positions.put(new TopicPartition(topic, partition), offset)));
        return positions;
    }

    /** When the log had the last of these. */
    private Instant lastLogTime(Map<TopicPartition, Long> written) {
        consumer.assign(written.keySet());
        written.forEach(consumer::seek);
        Set<TopicPartition> open = new HashSet<>(written.keySet());
        long last = 0;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() < deadline) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                    TopicPartition at = new TopicPartition(record.topic(), record.partition());
                    if (open.remove(at)) {
                        last = Math.max(last, record.timestamp());
                        consumer.pause(Set.of(at));
                    }
                }
            }
        } catch (InvalidOffsetException e) {
            throw notThere(e.partitions());
        }
        if (!open.isEmpty()) {
            throw notThere(open);
        }
        return Instant.ofEpochMilli(last);
    }

    private static WatchRefusedException notThere(Set<TopicPartition> missing) {
        return WatchRefusedException.parameter(
                "from", "the log does not have what the token names in " + missing + "; begin at a time instead");
    }
}
