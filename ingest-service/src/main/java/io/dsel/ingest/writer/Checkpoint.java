package io.dsel.ingest.writer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Writes down, a little with each transaction, what spares the next writer of the partition the reading of the whole log:
 * first the heads that have moved, then from where to follow. Until that is there, the one before holds.
 */
final class Checkpoint {
    private static final int HEADS_AT_ONCE = 500;

    private final int partition;
    private final long intervalNanos;
    private final Deque<String> heads = new ArrayDeque<>();
    private Map<String, Long> from;
    private long next;

    /** @param now in nanoseconds of a clock that does not jump */
    Checkpoint(int partition, long intervalNanos, long now) {
        this.partition = partition;
        this.intervalNanos = intervalNanos;
        this.next = now + intervalNanos;
    }

    /** Whether there is something to write. */
    boolean due(PartitionState state, long now) {
        return from != null || (now - next >= 0 && state.hasChanged());
    }

    /**
     * What to write with the next transaction.
     *
     * @param followed up to where each topic was followed
     */
    List<ProducerRecord<String, byte[]>> take(PartitionState state, Supplier<Map<String, Long>> followed, long now) {
        if (!due(state, now)) {
            return new ArrayList<>();
        }
        if (from == null) {
            from = state.windowStart(followed.get());
            heads.addAll(state.takeChanged());
        }
        List<ProducerRecord<String, byte[]>> notes = new ArrayList<>();
        while (!heads.isEmpty() && notes.size() < HEADS_AT_ONCE) {
            String entity = heads.poll();
            notes.add(Notes.head(partition, entity, state.head(entity)));
        }
        if (heads.isEmpty()) {
            notes.add(Notes.checkpoint(partition, from));
            from = null;
            next = now + intervalNanos;
        }
        return notes;
    }
}
