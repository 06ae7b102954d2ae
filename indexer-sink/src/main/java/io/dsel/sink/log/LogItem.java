package io.dsel.sink.log;

import io.dsel.event.EventOrder;
import io.dsel.sink.bulk.BulkItem;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record on its way into the index.
 *
 * @param record as it came, for the dead letters
 * @param id of the document
 * @param order of the event among those of its entity; null if the record could not be read
 * @param lines for the bulk API; empty if the record could not be read
 * @param offsets that are settled with it: its own, and those of records that it makes needless
 */
record LogItem(ConsumerRecord<byte[], byte[]> record, String id, EventOrder order, byte[] lines, long[] offsets)
        implements BulkItem {
    private static final byte[] NONE = {};

    LogItem(ConsumerRecord<byte[], byte[]> record, String id, EventOrder order, byte[] lines) {
        this(record, id, order, lines, new long[] {record.offset()});
    }

    static LogItem unreadable(ConsumerRecord<byte[], byte[]> record) {
        return new LogItem(record, "", null, NONE);
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** What it holds in memory, about: its record and its lines. */
    int bytes() {
        return lines.length + Math.max(record.serializedValueSize(), 0);
    }

    /** This item, settling those of the other too. Both are of one partition. */
    LogItem insteadOf(LogItem other) {
        long[] both = Arrays.copyOf(other.offsets, other.offsets.length + offsets.length);
        System.arraycopy(offsets, 0, both, other.offsets.length, offsets.length);
        return new LogItem(record, id, order, lines, both);
    }
}
