package io.dsel.sink.log;

import java.util.TreeSet;

/**
 * Which offset of one partition may be committed: the first that is not settled, or, when all are, where reading goes
 * on. Records are settled in any order.
 */
final class OffsetTracker {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;

    /** A record was read and is not settled. Offsets ascend, with gaps. */
    void open(long offset) {
        open.add(offset);
        next = offset + 1;
    }

    /** The record is settled; one that was never open changes nothing. */
    void settle(long offset) {
        open.remove(offset);
    }

    /** Reading goes on there: the log holds no record for us between the last one read and that offset. */
    void readUpTo(long offset) {
        next = Math.max(next, offset);
    }

    /** Everything before this offset is settled. */
    long committable() {
        return open.isEmpty() ? next : open.first();
    }
}
