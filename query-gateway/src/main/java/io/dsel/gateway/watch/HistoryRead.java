package io.dsel.gateway.watch;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads partitions up to given ends, all in the order of log time. A partition from which records wait to be merged is
 * paused, so that no more than one poll's worth of each is in memory.
 */
final class HistoryRead {
    private final PatientConsumer log;
    private final WatchedPartitions partitions;
    private final Delivery delivery;
    private final SseStream stream;
    private final Map<TopicPartition, Long> ends;
    private final LogTimeMerge merge = new LogTimeMerge();
    private final Set<TopicPartition> starving;

    /** @param ends exclusive; each behind the watch's next offset there */
    HistoryRead(
            PatientConsumer log,
            WatchedPartitions partitions,
            Delivery delivery,
            SseStream stream,
            Map<TopicPartition, Long> ends) {
        this.log = log;
        this.partitions = partitions;
        this.delivery = delivery;
        this.stream = stream;
        this.ends = ends;
        this.starving = new HashSet<>(ends.keySet());
    }

    /** Returns when the watch is at all the ends. */
    void run() throws IOException {
        log.assign(ends.keySet(), ends.keySet());
        while (true) {
            while (!starving.isEmpty()) {
                fill();
                stream.idle(partitions::position);
            }
            ConsumerRecord<byte[], byte[]> record = merge.next();
            if (record == null) {
                stream.flush();
                return;
            }
            delivery.deliver(record, merge.behind(record));
            TopicPartition at = new TopicPartition(record.topic(), record.partition());
            if (!merge.has(at) && partitions.next(at) < ends.get(at)) {
                starving.add(at);
                log.consumer().resume(Set.of(at));
            }
        }
    }

    /** Asks for more of the partitions that have none; the rest are paused. */
    private void fill() throws IOException {
        ConsumerRecords<byte[], byte[]> records = log.poll();
        for (TopicPartition at : List.copyOf(starving)) {
            List<ConsumerRecord<byte[], byte[]>> found = delivery.wanted(records.records(at));
            long scanned = log.position(at);
            if (found.isEmpty()) {
                partitions.moveTo(at, scanned);
            } else {
                merge.offer(at, found, scanned);
            }
            if (!found.isEmpty() || scanned >= ends.get(at)) {
                starving.remove(at);
                log.consumer().pause(Set.of(at));
            }
        }
    }
}
