package io.dsel.streams.query;

import io.dsel.avro.EventCodec;
import io.dsel.avro.UnreadableEventException;
import io.dsel.client.LogReader;
import io.dsel.client.NoRecordException;
import io.dsel.event.Event;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Fetches events from the log by their position, and makes sure that they are the ones that were meant. */
final class EventFetcher {
    private final LogReader log;
    private final EventCodec codec;

    EventFetcher(LogReader log, EventCodec codec) {
        this.log = log;
        this.codec = codec;
    }

    Event decode(byte[] value) {
        return codec.decode(value);
    }

    /**
     * @param entity whose event it must be
     * @param order the event's own
     * @throws LogMismatchException if the log does not hold that event there
     */
    Event fetch(LogPosition position, String entity, EventOrder order) {
        try {
            ConsumerRecord<String, byte[]> record = log.read(position);
            if (entity.equals(record.key()) && order.equals(EventCodec.order(record.value()))) {
                return codec.decode(record.value());
            }
        } catch (NoRecordException | UnreadableEventException e) {
            throw mismatch(position, order, e.getMessage(), e);
        }
        throw mismatch(position, order, "another record lies there", null);
    }

    private static LogMismatchException mismatch(LogPosition position, EventOrder order, String found, Throwable e) {
        return new LogMismatchException(
                "event " + order.eventId() + " should lie at " + position + ", but " + found
                        + "; rebuild the stores: dsel replay streams --to-earliest",
                e);
    }
}
