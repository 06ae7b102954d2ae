package io.dsel.gateway.watch;

import io.dsel.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/** A watch's reads of the log. Where the log does not have what comes next, the reader is told, and the read goes on. */
record PatientConsumer(KafkaConsumer<byte[], byte[]> consumer, WatchedPartitions partitions, SseStream stream) {
    private static final Duration POLL = Duration.ofMillis(500);

    /** Reads these from where the watch stands in each; those that were read before go on. */
    void assign(Set<TopicPartition> all, Set<TopicPartition> fresh) {
        consumer.assign(all);
        fresh.forEach(at -> consumer.seek(at, partitions.next(at)));
    }

    ConsumerRecords<byte[], byte[]> poll() throws IOException {
        try {
            return consumer.poll(POLL);
        } catch (OffsetOutOfRangeException e) {
            for (Map.Entry<TopicPartition, Long> at :
                    e.offsetOutOfRangePartitions().entrySet()) {
                leap(at.getKey(), at.getValue());
            }
            return ConsumerRecords.empty();
        }
    }

    /** Offset of the partition's next record, exclusive of all that was handed out. */
    long position(TopicPartition at) {
        return consumer.position(at);
    }

    private void leap(TopicPartition at, long wanted) throws IOException {
        Set<TopicPartition> one = Set.of(at);
        long first = consumer.beginningOffsets(one).get(at);
        long there = wanted < first ? first : consumer.endOffsets(one).get(at);
        consumer.seek(at, there);
        partitions.moveTo(at, there);
        if (wanted > 0) { // else it is all that the log still has, as asked
            byte[] gap = Json.writeBytes(Json.MAPPER
                    .createObjectNode()
                    .put("topic", at.topic())
                    .put("partition", at.partition())
                    .put("from", wanted)
                    .put("to", there));
            stream.event(partitions.position(), "gap", gap);
        }
    }
}
