package io.dsel.verify;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/** A reader of the log that says how far it is: the streams, or the sink. */
final class Follower {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String name;
    private final Service service;
    private final Duration patience;
    private final Listener listener;

    /** @param patience how long it may make no progress */
    Follower(String name, Service service, Duration patience, Listener listener) {
        this.name = name;
        this.service = service;
        this.patience = patience;
        this.listener = listener;
    }

    /**
     * Waits until it has taken in the log up to these ends. A partition of which it says that nothing is left counts,
     * because behind the last record there may be marks of transactions, which are no records.
     *
     * @throws VerificationException if it does not come so far
     */
    void await(Map<TopicPartition, Long> ends) {
        long least = behind(ends);
        if (least == 0) {
            return;
        }
        long total = least;
        long moved = System.nanoTime();
        listener.start("waiting for the " + name, "records", total);
        while (least > 0) {
            pause();
            long behind = behind(ends);
            if (behind < least) {
                least = behind;
                moved = System.nanoTime();
                listener.at(total - behind);
            } else if (System.nanoTime() - moved > patience.toNanos()) {
                throw new VerificationException("the " + name + " did not catch up: " + behind
                        + " records behind the log, and no fewer for " + patience.toSeconds() + " s");
            }
        }
    }

    private long behind(Map<TopicPartition, Long> ends) {
        JsonNode lag = service.ok(service.get("/v1/lag"), "how far it is");
        return ends.entrySet().stream()
                .mapToLong(end -> behind(lag, end.getKey(), end.getValue()))
                .sum();
    }

    private static long behind(JsonNode lag, TopicPartition partition, long end) {
        JsonNode its = lag.path("topics").path(partition.topic()).path(Integer.toString(partition.partition()));
        if (its.isMissingNode()) {
            return end; // a topic that it has not heard of yet
        }
        return its.path("lag").asLong() == 0
                ? 0
                : Math.max(0, end - its.path("position").asLong());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted while a tier was awaited", e);
        }
    }
}
