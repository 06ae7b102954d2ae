package io.dsel.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.avro.EventCodec;
import io.dsel.avro.RegistryUnavailableException;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import io.dsel.topic.Topics;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import tools.jackson.databind.node.ObjectNode;

/** Turns records into what the reader gets, each with the position behind it. */
final class Delivery {
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final WatchFilter filter;
    private final WatchedPartitions partitions;
    private final EventCodec codec;
    private final Predicate<String> live;
    private final SseStream stream;
    private final RecentEvents recent = new RecentEvents();

    /** @param live whether a kind of aggregates is the version that is read under its name; asked of each event */
    Delivery(
            WatchFilter filter,
            WatchedPartitions partitions,
            EventCodec codec,
            Predicate<String> live,
            SseStream stream) {
        this.filter = filter;
        this.partitions = partitions;
        this.codec = codec;
        this.live = live;
        this.stream = stream;
    }

    /** Those that may be wanted, as far as their keys and bytes tell. */
    List<ConsumerRecord<byte[], byte[]>> wanted(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream()
                .filter(record -> filter.wantsKey(record.topic(), record.key())
                        && filter.mayWant(record.value())
                        && isShown(record.topic()))
                .toList();
    }

    /** @param behind where the partition's next offset is then */
    void deliver(ConsumerRecord<byte[], byte[]> record, long behind) throws IOException {
        TopicPartition at = new TopicPartition(record.topic(), record.partition());
        try {
            Event event = decode(record.value());
            partitions.moveTo(at, behind);
            String entity = record.key() == null ? "" : new String(record.key(), UTF_8);
            if (filter.wants(event) && recent.add(entity, event.meta().eventId())) {
                stream.event(id(), event.kind().name(), Json.writeBytes(document(record, EventJson.write(event))));
            }
        } catch (UnreadableEventException e) {
            partitions.moveTo(at, behind);
            ObjectNode reason = Json.MAPPER.createObjectNode().put("reason", e.getMessage());
            stream.event(id(), "unreadable", Json.writeBytes(document(record, reason)));
        }
    }

    /** Of an aggregate's versions only the live one is shown, but to those who named another. */
    private boolean isShown(String topic) {
        String kind = WatchFilter.kindOf(topic);
        return !Topics.AGGREGATES.matcher(topic).matches() || live.test(kind) || filter.isNamed(kind);
    }

    private String id() {
        return partitions.position();
    }

    /** Waits for the registry as long as it takes: the bytes may be an event. */
    private Event decode(byte[] value) throws IOException {
        while (true) {
            try {
                return codec.decode(value);
            } catch (RegistryUnavailableException e) {
                stream.comment("waits: " + e.getMessage());
                stream.idle(this::id);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(RETRY);
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }

    private static ObjectNode document(ConsumerRecord<byte[], byte[]> record, ObjectNode document) {
        document.putObject("position")
                .put("topic", record.topic())
                .put("partition", record.partition())
                .put("offset", record.offset());
        return document.put("logTime", EventJson.time(Instant.ofEpochMilli(record.timestamp())));
    }
}
