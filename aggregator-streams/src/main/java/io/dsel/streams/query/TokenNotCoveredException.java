package io.dsel.streams.query;

import java.util.SortedMap;

/** The store had not seen all of a token's positions when the caller's patience ended. */
final class TokenNotCoveredException extends RuntimeException {
    private final transient SortedMap<String, SortedMap<Integer, Long>> waitingFor;

    /** @param waitingFor topic, then partition, to the offset that was not seen yet */
    TokenNotCoveredException(SortedMap<String, SortedMap<Integer, Long>> waitingFor) {
        super("not seen in time: " + waitingFor + " (topic, partition, offset)");
        this.waitingFor = waitingFor;
    }

    SortedMap<String, SortedMap<Integer, Long>> waitingFor() {
        return waitingFor;
    }
}
