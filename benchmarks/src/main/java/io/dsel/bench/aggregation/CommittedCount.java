package io.dsel.bench.aggregation;

import io.dsel.bench.TopicReader;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Counts the records of a topic that committed transactions have put there, as they come. That costs a little, and both
 * sides of a pair the same.
 */
final class CommittedCount implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration STALL_LIMIT = Duration.ofSeconds(60);
    private static final Deserializer<Void> UNREAD = (topic, bytes) -> null;

    private final String topic;
    private final KafkaConsumer<Void, Void> consumer;
    private long records;

    /** @param topic must be there */
    CommittedCount(String bootstrapServers, String topic) {
        this.topic = topic;
        consumer = new KafkaConsumer<>(TopicReader.settings(bootstrapServers), UNREAD, UNREAD);
        List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                .map(found -> new TopicPartition(topic, found.partition()))
                .toList();
        consumer.assign(partitions);
    }

    /**
     * Returns when that many have been committed since the topic was made.
     *
     * @param check throws if there is no use in waiting
     * @throws AssertionError if none comes for a minute
     */
    void await(long wanted, Runnable check) {
        long since = System.nanoTime();
        while (records < wanted) {
            int found = consumer.poll(POLL).count();
            records += found;
            if (found > 0) {
                since = System.nanoTime();
                continue;
            }
            check.run();
            if (System.nanoTime() - since > STALL_LIMIT.toNanos()) {
                throw new AssertionError("no record was committed to " + topic + " for " + STALL_LIMIT.toSeconds()
                        + " s, after " + records + " of " + wanted);
            }
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
