package io.dsel.gateway.watch;

import io.dsel.avro.EventCodec;
import io.dsel.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** One watch: finds where to begin, reads history until it meets the present, and goes on from there. */
final class Watch implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(1);

    /** With less than this to read once history has been read, order by log time is not worth another round. */
    private static final long CLOSE_BEHIND = 1000;

    private static final int KINDS_TOLD = 50;

    private final LogConsumers consumers;
    private final TopicCatalogue topics;
    private final EventCodec codec;
    private final Predicate<String> live;
    private final WatchFilter filter;
    private final WatchedPartitions partitions;
    private final KafkaConsumer<byte[], byte[]> consumer;

    /**
     * @param live whether a kind of aggregates is the version that is read under its name
     * @throws WatchRefusedException if it asks for what is not there
     * @throws LogAwayException if the broker does not answer
     */
    Watch(
            LogConsumers consumers,
            TopicCatalogue topics,
            EventCodec codec,
            Predicate<String> live,
            WatchRequest request) {
        this.consumers = consumers;
        this.topics = topics;
        this.codec = codec;
        this.live = live;
        this.filter = request.filter();
        String clusterId = topics.clusterId();
        WatchIdentity identity = WatchIdentity.of(clusterId, filter);
        requireOwn(request.start(), identity, clusterId);
        Collection<WatchedTopic> present = topics.now();
        requireKinds(present);
        this.partitions = new WatchedPartitions(identity, filter);
        partitions.add(present);
        this.consumer = consumers.ofComing(partitions.all().size());
        try {
            new StartPositions(consumer, partitions).find(request.start());
        } catch (KafkaException e) {
            close();
            throw new LogAwayException("the broker did not tell where to begin: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /**
     * Writes events until the reader is gone.
     *
     * @throws IOException if the reader is gone
     * @throws InterruptException if the thread is interrupted
     */
    void run(OutputStream out) throws IOException {
        SseStream stream = new SseStream(out, System::nanoTime);
        Delivery delivery = new Delivery(filter, partitions, codec, live, stream);
        stream.begin(partitions.position(), RETRY);
        readHistory(delivery, stream);
        byte[] read = Json.writeBytes(
                Json.MAPPER.createObjectNode().set("topics", Json.MAPPER.valueToTree(partitions.topics())));
        stream.event(partitions.position(), "live", read);
        stream.flush();
        PatientConsumer log = new PatientConsumer(consumer, partitions, stream);
        new ComingRead(log, partitions, delivery, stream, topics).run();
    }

    @Override
    public void close() {
        close(consumer);
    }

    private void readHistory(Delivery delivery, SseStream stream) throws IOException {
        Map<TopicPartition, Long> ends = ends();
        long behind = behind(ends);
        while (behind > 0) {
            KafkaConsumer<byte[], byte[]> history = consumers.ofHistory(ends.size());
            try {
                PatientConsumer log = new PatientConsumer(history, partitions, stream);
                new HistoryRead(log, partitions, delivery, stream, ends).run();
            } finally {
                close(history);
            }
            ends = ends();
            behind = behind(ends) < CLOSE_BEHIND ? 0 : behind(ends);
        }
    }

    /** Where the log ends now, of the partitions in which the watch is not there yet. */
    private Map<TopicPartition, Long> ends() {
        consumer.assign(partitions.all());
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions.all()));
        ends.entrySet().removeIf(end -> end.getValue() <= partitions.next(end.getKey()));
        return ends;
    }

    private long behind(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream()
                .mapToLong(end -> end.getValue() - partitions.next(end.getKey()))
                .sum();
    }

    private static void requireOwn(Start start, WatchIdentity identity, String clusterId) {
        if (start instanceof Start.After(var token) && !token.clusterId().equals(clusterId)) {
            throw WatchRefusedException.foreignToken();
        }
        if (start instanceof Start.Resumed(WatchPosition position)) {
            if (position.watch().cluster() != identity.cluster()) {
                throw WatchRefusedException.parameter(
                        "Last-Event-ID", "is a position in another Kafka cluster; begin with from instead");
            }
            if (position.watch().filter() != identity.filter()) {
                throw WatchRefusedException.parameter(
                        "Last-Event-ID",
                        "is of a watch with another kind, app, entity or execution; give the same as there, or begin"
                                + " with from instead");
            }
        }
    }

    /** A kind named in full must be there: it is more often misspelt than yet to come. */
    private void requireKinds(Collection<WatchedTopic> present) {
        List<String> names =
                present.stream().map(topic -> WatchFilter.kindOf(topic.name())).toList();
        for (KindPattern kind : filter.plainKinds()) {
            if (names.stream().noneMatch(name -> kind.matches(name) || kind.mayBeObjectOf(name))) {
                TreeSet<String> known = new TreeSet<>();
                names.forEach(name -> known.add(KindPattern.objectKind(name).orElse(name)));
                throw WatchRefusedException.unknownKind(
                        kind.toString(), known.stream().limit(KINDS_TOLD).toList());
            }
        }
    }

    private static void close(KafkaConsumer<byte[], byte[]> consumer) {
        boolean interrupted = Thread.interrupted(); // or the consumer would not close
        consumer.close(CloseOptions.timeout(Duration.ZERO));
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
