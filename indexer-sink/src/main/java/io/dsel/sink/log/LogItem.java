package io.dsel.sink.log;

import io.dsel.sink.bulk.BulkItem;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record on its way into the index.
 *
 * @param record as it came, for the dead letters
 * @param id of the document
 * @param lines for the bulk API; empty if the record could not be read
 * @param offsets that are settled with it: its own, and those of earlier records that it makes needless
 */
record LogItem(ConsumerRecord<byte[], byte[]> record, String id, byte[] lines, long[] offsets) implements BulkItem {
    private static final byte[] NONE = {};

    LogItem(ConsumerRecord<byte[], byte[]> record, String id, byte[] lines) {
        this(record, id, lines, new long[] {record.offset()});
    }

    static LogItem unreadable(ConsumerRecord<byte[], byte[]> record) {
        return new LogItem(record, "", NONE);
    }

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** What it holds in memory, about: its record and its lines. */
    int bytes() {
        return lines.length + Math.max(record.serializedValueSize(), 0);
    }

    /** This item, settling those of the earlier one too. Both are of one partition. */
    LogItem instead(LogItem earlier) {
        long[] both = Arrays.copyOf(earlier.offsets, earlier.offsets.length + offsets.length);
        System.arraycopy(offsets, 0, both, earlier.offsets.length, offsets.length);
        return new LogItem(record, id, lines, both);
    }
}
