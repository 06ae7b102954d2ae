package io.dsel.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.streams.engine.StreamsEngine;
import io.dsel.streams.engine.StreamsUnavailableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.StreamPartitioner;

/**
 * Which instances hold which partition of a store. What Kafka Streams says is kept for a moment: it goes through the
 * partitions of all instances for each key that it is asked for, which takes a quarter of a read.
 */
final class Placement {
    private static final long KEPT_NANOS = Duration.ofMillis(100).toNanos();

    private final StreamsEngine engine;
    private final Map<String, Layout> layouts = new ConcurrentHashMap<>();

    Placement(StreamsEngine engine) {
        this.engine = engine;
    }

    /** A store as it lay at one time. */
    private record Layout(
            KafkaStreams streams, String store, int count, Map<Integer, KeyQueryMetadata> holders, long since) {

        static Layout of(KafkaStreams streams, String store) {
            AtomicInteger count = new AtomicInteger();
            ask(streams, store, (topic, key, value, partitions) -> {
                count.set(partitions);
                return Optional.of(Set.of(0));
            });
            return new Layout(streams, store, count.get(), new ConcurrentHashMap<>(), System.nanoTime());
        }

        boolean isOf(KafkaStreams running) {
            return streams == running && System.nanoTime() - since < KEPT_NANOS;
        }

        /** The partition is that of the key's record in the log. */
        KeyQueryMetadata holders(String key) {
            return holders.computeIfAbsent(
                    Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count,
                    partition ->
                            ask(streams, store, (topic, any, value, partitions) -> Optional.of(Set.of(partition))));
        }

        private static KeyQueryMetadata ask(
                KafkaStreams streams, String store, StreamPartitioner<String, ?> partitioner) {
            try {
                KeyQueryMetadata found = streams.queryMetadataForKey(store, "", partitioner);
                if (found != null && !found.equals(KeyQueryMetadata.NOT_AVAILABLE)) {
                    return found;
                }
            } catch (StreamsException | IllegalStateException e) {
                throw new StreamsUnavailableException(e.getMessage(), e);
            }
            throw new StreamsUnavailableException("it is being settled which instance holds which partition");
        }
    }

    /**
     * Who holds the partition of a key.
     *
     * @throws StreamsUnavailableException if it is not known now
     */
    KeyQueryMetadata holders(String store, String key) {
        KafkaStreams streams = engine.streams();
        Layout known = layouts.get(store);
        if (known == null || !known.isOf(streams)) {
            known = Layout.of(streams, store);
            layouts.put(store, known);
        }
        return known.holders(key);
    }

    /** What was kept turned out to be wrong. */
    void forget() {
        layouts.clear();
    }
}
