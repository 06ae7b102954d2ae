package io.dsel.gateway.watch;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/** Reads what comes, without end; and the topics that appear meanwhile, from their beginning. */
final class ComingRead {
    private final PatientConsumer log;
    private final WatchedPartitions partitions;
    private final Delivery delivery;
    private final SseStream stream;
    private final TopicCatalogue topics;
    private final LogTimeMerge merge = new LogTimeMerge();

    ComingRead(
            PatientConsumer log,
            WatchedPartitions partitions,
            Delivery delivery,
            SseStream stream,
            TopicCatalogue topics) {
        this.log = log;
        this.partitions = partitions;
        this.delivery = delivery;
        this.stream = stream;
        this.topics = topics;
    }

    /** Ends only by an exception: the reader is gone, or the watch is interrupted. */
    void run() throws IOException {
        log.assign(partitions.all(), partitions.all());
        while (true) {
            Set<TopicPartition> fresh = partitions.add(topics.latest());
            if (!fresh.isEmpty()) {
                log.assign(partitions.all(), fresh);
            }
            if (partitions.all().isEmpty()) {
                pause();
            } else {
                read();
            }
            stream.idle(partitions::position);
        }
    }

    private void read() throws IOException {
        ConsumerRecords<byte[], byte[]> records = log.poll();
        for (TopicPartition at : records.partitions()) {
            List<ConsumerRecord<byte[], byte[]>> found = delivery.wanted(records.records(at));
            if (found.isEmpty()) {
                partitions.moveTo(at, log.position(at));
            } else {
                merge.offer(at, found, log.position(at));
            }
        }
        for (ConsumerRecord<byte[], byte[]> record = merge.next(); record != null; record = merge.next()) {
            delivery.deliver(record, merge.behind(record));
        }
    }

    /** A consumer without partitions may not be polled. */
    private static void pause() {
        try {
            Thread.sleep(SseStream.PROBE);
        } catch (InterruptedException e) {
            throw new org.apache.kafka.common.errors.InterruptException(e);
        }
    }
}
