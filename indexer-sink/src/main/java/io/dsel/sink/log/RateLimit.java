package io.dsel.sink.log;

/**
 * How many documents a second are taken on. Whoever takes some is early for the next ones by the time that these may
 * cost; so the mean keeps to the rate however large a batch is. Spent and asked by one thread, set by any.
 */
final class RateLimit {
    private volatile int rate;
    private int known;
    private long spentUntil;

    /** @param documentsASecond 0 for no limit */
    void set(int documentsASecond) {
        rate = documentsASecond;
    }

    /** @param now nanoseconds of a clock that never goes back */
    void spend(int documents, long now) {
        if (isLimited(now)) {
            long from = Math.max(0, spentUntil - now);
            spentUntil = now + from + documents * 1_000_000_000L / known;
        }
    }

    /** Whether none are to be taken on now. */
    boolean isSpent(long now) {
        return isLimited(now) && spentUntil - now > 0;
    }

    /** A new rate counts from now on, whatever the old one has left to wait for. */
    private boolean isLimited(long now) {
        if (known != rate) {
            known = rate;
            spentUntil = now;
        }
        return known > 0;
    }
}
