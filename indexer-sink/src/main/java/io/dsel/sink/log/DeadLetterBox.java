package io.dsel.sink.log;

import io.dsel.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * The dead letters, to look at and to send again. What goes wrong again becomes a dead letter again; what was read
 * after all meets its own document, and nothing changes.
 */
public final class DeadLetterBox {
    private static final Duration POLL = Duration.ofMillis(200);

    private final String bootstrapServers;

    public DeadLetterBox(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
    }

    /**
     * @param resent records that the log has again
     * @param failed letters that were not sent, each with the reason
     * @param next partition of the dead letters to the offset where the next call goes on
     */
    public record Resent(int resent, List<Failed> failed, SortedMap<Integer, Long> next) {}

    /** A letter that could not be sent. */
    public record Failed(DeadLetter letter, String problem) {}

    /** The last ones, newest first. */
    public List<DeadLetter> newest(int limit) {
        try (Consumer<byte[], byte[]> reader = KafkaClients.reader(bootstrapServers)) {
            return read(reader, Integer.MAX_VALUE, (partition, ends) -> Math.max(0, ends - limit)).stream()
                    .sorted(Comparator.<ConsumerRecord<byte[], byte[]>>comparingLong(ConsumerRecord::timestamp)
                            .thenComparingLong(ConsumerRecord::offset)
                            .reversed())
                    .limit(limit)
                    .map(DeadLetter::of)
                    .toList();
        }
    }

    /**
     * Sends letters again, each record once, the oldest first.
     *
     * @param from partition to offset; partitions that are not named begin at 0
     * @param limit of letters to read
     */
    public Resent resend(Map<Integer, Long> from, int limit) {
        try (Consumer<byte[], byte[]> reader = KafkaClients.reader(bootstrapServers)) {
            List<ConsumerRecord<byte[], byte[]>> letters =
                    read(reader, limit, (partition, end) -> Math.min(end, from.getOrDefault(partition, 0L)));
            SortedMap<Integer, Long> next = new TreeMap<>(from);
            letters.forEach(letter -> next.put(letter.partition(), letter.offset() + 1));
            List<Failed> failed = new ArrayList<>();
            int resent = send(letters, failed);
            return new Resent(resent, failed, next);
        }
    }

    private int send(List<ConsumerRecord<byte[], byte[]>> letters, List<Failed> failed) {
        Set<DeadLetter.Original> seen = new HashSet<>();
        Map<DeadLetter, Future<RecordMetadata>> sending = new LinkedHashMap<>();
        try (Producer<byte[], byte[]> producer = KafkaClients.producer(bootstrapServers)) {
            for (ConsumerRecord<byte[], byte[]> record : letters) {
                DeadLetter letter = DeadLetter.of(record);
                if (letter.original().topic() == null || letter.original().partition() < 0) {
                    failed.add(new Failed(letter, "does not say where it lay"));
                } else if (seen.add(letter.original())) {
                    sending.put(letter, producer.send(DeadLetter.revive(record)));
                }
            }
        }
        int resent = 0;
        for (Map.Entry<DeadLetter, Future<RecordMetadata>> sent : sending.entrySet()) {
            try {
                sent.getValue().get();
                resent++;
            } catch (ExecutionException e) {
                failed.add(new Failed(sent.getKey(), e.getCause().toString()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new KafkaException("interrupted while sending dead letters again", e);
            }
        }
        return resent;
    }

    /** @param start from a partition and its end to where reading begins */
    private static List<ConsumerRecord<byte[], byte[]>> read(
            Consumer<byte[], byte[]> reader, int limit, BiFunction<Integer, Long, Long> start) {
        List<TopicPartition> partitions =
                reader.listTopics().getOrDefault(Topics.DEAD_LETTERS.name(), List.of()).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        reader.assign(partitions);
        Map<TopicPartition, Long> open = new HashMap<>(reader.endOffsets(partitions));
        open.forEach((partition, end) -> reader.seek(partition, start.apply(partition.partition(), end)));
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        while (letters.size() < limit) {
            open.entrySet().removeIf(entry -> reader.position(entry.getKey()) >= entry.getValue());
            if (open.isEmpty()) {
                break;
            }
            for (ConsumerRecord<byte[], byte[]> letter : reader.poll(POLL)) {
                if (letters.size() < limit) {
                    letters.add(letter);
                }
            }
        }
        return letters;
    }
}
