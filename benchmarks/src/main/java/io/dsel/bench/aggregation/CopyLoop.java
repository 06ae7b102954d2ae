package io.dsel.bench.aggregation;

import io.dsel.bench.Flow;
import io.dsel.bench.TopicReader;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Yardstick: one thread that reads each event once and, for each, writes what readers of the topology get: the event as
 * a head, and for each of its groups an aggregate, and that as a head. As many records as the aggregator wrote to {@code dsel.heads} and
 * to the topics of aggregates, with keys and values of the same length, in transactions that are committed as often and
 * hold the consumer's offsets. It has no stores, no changelogs, no journal, and does not read the aggregates back.
 */
final class CopyLoop implements Yardstick {
    private static final Duration POLL = Duration.ofMillis(10);
    private static final long COMMIT_NANOS = Duration.ofMillis(30).toNanos();

    /** Of the bytes: the yardstick's aggregates all have the mean length of the aggregator's. */
    private static final double TOLERANCE = 0.01;

    private final Stage stage;

    CopyLoop(Stage stage) {
        this.stage = stage;
    }

    @Override
    public double run(Shape shape) throws Exception {
        String group = stage.clear();
        try (KafkaConsumer<byte[], byte[]> consumer = consumer(group);
                KafkaProducer<byte[], byte[]> producer = producer(group)) {
            producer.initTransactions();
            consumer.subscribe(Topics.EVENTS);
            ConsumerRecords<byte[], byte[]> first = ConsumerRecords.empty();
            while (consumer.assignment().isEmpty()) {
                first = consumer.poll(POLL);
            }
            long start = System.nanoTime();
            copy(new Copy(producer, shape), consumer, first);
            return stage.events() / ((System.nanoTime() - start) / 1e9);
        }
    }

    @Override
    public void requireSame(Shape shape, Map<String, Long> totals) {
        Flow heads = stage.reader().flow(Topics.HEADS.name());
        Flow wanted = shape.headsOfEvents().plus(shape.headsOfAggregates());
        requireSame(Topics.HEADS.name(), wanted, heads);
        requireSame("the topics of aggregates", shape.aggregates(), Shape.aggregates(stage.reader(), stage.declared()));
    }

    private static void requireSame(String topic, Flow wanted, Flow found) {
        long difference = Math.abs(found.bytes() - wanted.bytes());
        if (found.records() != wanted.records() || difference > TOLERANCE * wanted.bytes()) {
            throw new AssertionError("the loop wrote " + found + " to " + topic + ", the aggregator " + wanted);
        }
    }

    private void copy(Copy copy, KafkaConsumer<byte[], byte[]> consumer, ConsumerRecords<byte[], byte[]> first) {
        ConsumerRecords<byte[], byte[]> records = first;
        Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
        long began = 0;
        for (long read = 0; read < stage.events() || !offsets.isEmpty(); ) {
            if (offsets.isEmpty() && !records.isEmpty()) {
                copy.producer().beginTransaction();
                began = System.nanoTime();
            }
            records.forEach(copy::send);
            offsets.putAll(records.nextOffsets());
            read += records.count();
            if (!offsets.isEmpty() && (System.nanoTime() - began >= COMMIT_NANOS || read == stage.events())) {
                copy.producer().sendOffsetsToTransaction(offsets, consumer.groupMetadata());
                copy.producer().commitTransaction();
                offsets.clear();
            }
            records = read == stage.events() ? ConsumerRecords.empty() : consumer.poll(POLL);
        }
    }

    private KafkaConsumer<byte[], byte[]> consumer(String group) {
        Map<String, Object> settings = new HashMap<>(TopicReader.settings(stage.bootstrapServers()));
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1000);
        return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** As the service's: linger and compression are what it sets, the rest are Kafka's defaults on both sides. */
    private KafkaProducer<byte[], byte[]> producer(String group) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                stage.bootstrapServers(),
                ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                group,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                5,
                ProducerConfig.COMPRESSION_TYPE_CONFIG,
                "zstd");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** One event to its records. */
    private final class Copy {
        private final KafkaProducer<byte[], byte[]> producer;
        private final Shape shape;
        private long read;
        private long made;

        Copy(KafkaProducer<byte[], byte[]> producer, Shape shape) {
            this.producer = producer;
            this.shape = shape;
        }

        KafkaProducer<byte[], byte[]> producer() {
            return producer;
        }

        void send(ConsumerRecord<byte[], byte[]> event) {
            read++;
            // A late event was no head: as many are left out here, evenly.
            if (isDue(read, stage.events(), shape.headsOfEvents())) {
                send(Topics.HEADS.name(), event, event.key(), event.value());
            }
            byte[] aggregate = Sized.value(event.value(), shape.aggregates().meanValue());
            for (byte[] group : stage.groups().at(event.topic(), event.partition(), event.offset())) {
                made++;
                send(Groups.topic(group), event, group, aggregate);
                if (isDue(made, stage.groups().memberships(), shape.headsOfAggregates())) {
                    send(Topics.HEADS.name(), event, group, aggregate);
                }
            }
        }

        /** @param number of this one among all, the first of which is 1 */
        private static boolean isDue(long number, long all, Flow flow) {
            return number * flow.records() / all > (number - 1) * flow.records() / all;
        }

        private void send(String topic, ConsumerRecord<byte[], byte[]> event, byte[] key, byte[] value) {
            producer.send(new ProducerRecord<>(topic, null, null, key, value, event.headers()));
        }
    }
}
