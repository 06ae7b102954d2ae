package io.dsel.gateway.log;

import java.time.Instant;
import java.util.Optional;

/**
 * What a reader has yet to read.
 *
 * @param offsets how many offsets it is behind; an upper bound of the records, because some are marks of transactions
 * @param since log time of the first record that it has not read; empty if there is none
 */
public record Backlog(long offsets, Optional<Instant> since) {
    public boolean isEmpty() {
        return since.isEmpty();
    }
}
