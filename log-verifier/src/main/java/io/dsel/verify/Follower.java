package io.dsel.verify;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.JsonNode;

/** A reader of the log that says how far it is: the streams, or the sink. */
final class Follower {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final String name;
    private final Service service;
    private final Duration patience;

    /** @param patience how long it may take to come as far as it is waited for */
    Follower(String name, Service service, Duration patience) {
        this.name = name;
        this.service = service;
        this.patience = patience;
    }

    /**
     * Waits until it has taken in the log up to these ends. A partition of which it says that nothing is left counts,
     * because behind the last record there may be marks of transactions, which are no records.
     *
     * @return where the log ended when it had, in topics that it reads
     * @throws VerificationException if it does not come so far
     */
    Map<TopicPartition, Long> await(Map<TopicPartition, Long> ends, Predicate<String> topics) {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            JsonNode lag = service.ok(service.get("/v1/lag"), "how far it is");
            long behind = ends.entrySet().stream()
                    .filter(end -> topics.test(end.getKey().topic()))
                    .mapToLong(end -> behind(lag, end.getKey(), end.getValue()))
                    .sum();
            if (behind == 0) {
                return ends(lag);
            }
            if (System.nanoTime() > deadline) {
                throw new VerificationException("the " + name + " is " + behind + " records behind the log after "
                        + patience.toSeconds() + " s; wait until it has caught up (its /v1/lag), or give it more time");
            }
            pause();
        }
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

    private static Map<TopicPartition, Long> ends(JsonNode lag) {
        Map<TopicPartition, Long> ends = new HashMap<>();
        lag.path("topics")
                .forEachEntry((topic, partitions) -> partitions.forEachEntry((partition, its) -> ends.put(
                        new TopicPartition(topic, Integer.parseInt(partition)),
                        its.path("end").asLong())));
        return ends;
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
