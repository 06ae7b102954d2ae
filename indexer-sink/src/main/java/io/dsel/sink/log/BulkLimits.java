package io.dsel.sink.log;

import java.time.Duration;

/**
 * How much is sent at once, and how much may be under way.
 *
 * @param bytes of a request; a larger document is a request of its own
 * @param documents of a request
 * @param linger how long a request that is not full waits for more while another is under way; none waits otherwise
 * @param requests under way at once
 * @param bytesInFlight read from the log and not settled; beyond, reading pauses
 */
public record BulkLimits(int bytes, int documents, Duration linger, int requests, long bytesInFlight) {
    public static final BulkLimits DEFAULT = new BulkLimits(5 << 20, 5000, Duration.ofMillis(100), 3, 32 << 20);
}
