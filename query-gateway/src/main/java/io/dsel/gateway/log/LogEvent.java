package io.dsel.gateway.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.event.BodyHash;
import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.event.EventOrder;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.FoundEvent;
import io.dsel.gateway.read.ObjectEntry;
import io.dsel.topic.Topics;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event as it lies in the log. */
record LogEvent(Event event, LogPosition position, Instant logTime) {

    /**
     * The event of a record; empty if it is none in its place, as the streams judge it too: whole, in its kind's topic,
     * under its entity's key.
     *
     * @throws io.dsel.avro.RegistryUnavailableException if the registry does not answer
     */
    static Optional<LogEvent> of(ConsumerRecord<byte[], byte[]> record, EventCodec codec) {
        try {
            Event event = codec.decode(record.value());
            boolean inPlace = record.key() != null
                    && record.topic().equals(Topics.of(event.kind()))
                    && event.entity().text().equals(new String(record.key(), UTF_8));
            return inPlace
                    ? Optional.of(new LogEvent(
                            event,
                            new LogPosition(record.topic(), record.partition(), record.offset()),
                            Instant.ofEpochMilli(record.timestamp())))
                    : Optional.empty();
        } catch (UnreadableEventException | InvalidEventException e) {
            return Optional.empty();
        }
    }

    EventOrder order() {
        return event.meta().order();
    }

    /**
     * Which of two records of one event stands for it, whichever was read first: of two bodies the one with the smaller
     * hash, of two copies the one that lies first.
     */
    LogEvent orCopy(LogEvent other) {
        int byBody = Long.compareUnsigned(BodyHash.of(event), BodyHash.of(other.event));
        if (byBody != 0) {
            return byBody < 0 ? this : other;
        }
        int byTopic = position.topic().compareTo(other.position.topic());
        if (byTopic != 0) {
            return byTopic < 0 ? this : other;
        }
        return position.offset() <= other.position.offset() ? this : other;
    }

    FoundEvent found() {
        return new FoundEvent(EventJson.write(event), position, logTime);
    }

    EventEntry entry(boolean full) {
        return new EventEntry(
                order(),
                event.kind().name(),
                event.kind().action(),
                event.entity(),
                event.meta().userId(),
                event.meta().executionId(),
                position,
                logTime,
                full ? Optional.of(EventJson.write(event)) : Optional.empty());
    }

    ObjectEntry object() {
        return new ObjectEntry(
                event.entity(),
                event.meta().timestamp(),
                event.meta().userId(),
                event.meta().eventId(),
                event.kind().action(),
                event.kind().isDeletion());
    }
}
