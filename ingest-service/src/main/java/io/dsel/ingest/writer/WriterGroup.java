package io.dsel.ingest.writer;

import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.CloseOptions.GroupMembershipOperation;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * This instance's share of the partitions: a member of the group that shares them out, with a writer for each that it is
 * given. That two members believe to have the same one for a while does no harm: one is fenced.
 */
final class WriterGroup implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterGroup.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration END = Duration.ofSeconds(3);
    private static final long TOPICS_KNOWN = TimeUnit.SECONDS.toNanos(1);

    private final WriterSettings settings;
    private final Address address;
    private final ClusterDirectory directory;
    private final Map<Integer, PartitionWriter> writers = new ConcurrentHashMap<>();
    private final Thread membership =
            Thread.ofPlatform().name("writer-group").daemon().unstarted(this::run);
    private final Thread watch =
            Thread.ofPlatform().name("writer-topics").daemon().unstarted(this::watchTopics);
    private volatile Set<String> topics = Set.of();
    private volatile boolean joined;
    private volatile boolean closed;

    WriterGroup(WriterSettings settings, Address address, ClusterDirectory directory) {
        this.settings = settings;
        this.address = address;
        this.directory = directory;
    }

    void start() {
        membership.start();
        watch.start();
    }

    Optional<PartitionWriter> writer(int partition) {
        return Optional.ofNullable(writers.get(partition));
    }

    /** What keeps this instance from writing all that it should, or empty. */
    String waitingFor() {
        if (!joined) {
            return "its share of the partitions";
        }
        return new HashMap<>(writers)
                .entrySet().stream()
                        .filter(writer -> !writer.getValue().waitingFor().isEmpty())
                        .map(writer -> "partition " + writer.getKey() + ": "
                                + writer.getValue().waitingFor())
                        .collect(Collectors.joining("; "));
    }

    @Override
    public void close() {
        closed = true;
        watch.interrupt();
        try {
            membership.join(END.multipliedBy(3));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            try (Membership consumer = new Membership()) {
                consumer.run();
            } catch (KafkaException e) {
                LOG.warn("{} joins the group of writers again: {}", address, e.toString());
                pause();
            }
        }
        close(List.copyOf(writers.keySet()));
    }

    private void watchTopics() {
        while (!closed) {
            try {
                topics = directory.eventTopics();
            } catch (KafkaException e) {
                LOG.debug("the topics are not known anew: {}", e.toString());
            }
            pause();
        }
    }

    private void pause() {
        try {
            TimeUnit.NANOSECONDS.sleep(TOPICS_KNOWN);
        } catch (InterruptedException e) {
            LOG.debug("closes");
        }
    }

    private void open(Collection<TopicPartition> partitions) {
        joined = true;
        for (TopicPartition one : partitions) {
            writers.computeIfAbsent(
                    one.partition(), number -> new PartitionWriter(number, settings, directory, () -> topics));
        }
    }

    /** All begin to end, then each is waited for. */
    private void close(Collection<Integer> partitions) {
        partitions.forEach(number -> writer(number).ifPresent(PartitionWriter::stop));
        for (int number : partitions) {
            Optional.ofNullable(writers.remove(number)).ifPresent(PartitionWriter::close);
        }
    }

    /** Once in the group: nothing is read, only the share is kept. */
    private final class Membership implements ConsumerRebalanceListener, AutoCloseable {
        private final KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings.member(address), new ByteArrayDeserializer(), new ByteArrayDeserializer());

        void run() {
            consumer.subscribe(List.of(Topics.WRITER_HEADS.name()), this);
            while (!closed) {
                consumer.poll(POLL);
            }
            WriterGroup.this.close(List.copyOf(writers.keySet()));
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            consumer.pause(partitions);
            open(partitions);
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            WriterGroup.this.close(
                    partitions.stream().map(TopicPartition::partition).toList());
        }

        @Override
        public void onPartitionsLost(Collection<TopicPartition> partitions) {
            onPartitionsRevoked(partitions);
        }

        /** Leaves the group, though the member is static, so that others need not wait for its session's end. */
        @Override
        public void close() {
            consumer.close(CloseOptions.timeout(END)
                    .withGroupMembershipOperation(
                            closed ? GroupMembershipOperation.LEAVE_GROUP : GroupMembershipOperation.REMAIN_IN_GROUP));
        }
    }
}
