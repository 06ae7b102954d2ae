package io.dsel.streams.enrich;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/**
 * When questions are to be asked again. Of a question that has not been offered for a while nothing is known: then it is
 * asked at once, which does no harm.
 */
final class Attempts {
    private static final Duration LEAST = Duration.ofSeconds(1);
    private static final Duration MOST = Duration.ofSeconds(60);

    /** Until what was answered has come by way of the journal. */
    private static final Duration SETTLING = Duration.ofSeconds(30);

    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_KEPT = 200_000;
    private static final Duration KEPT = Duration.ofMinutes(10);

    private final InstantSource clock;
    private final RandomGenerator random;
    private final ConcurrentMap<String, Attempt> byQuestion = Caffeine.newBuilder()
            .maximumSize(MOST_KEPT)
            .expireAfterAccess(KEPT)
            .<String, Attempt>build()
            .asMap();

    /** @param failures in a row */
    private record Attempt(int failures, Instant notBefore) {}

    /** @param random spreads what failed at the same time */
    Attempts(InstantSource clock, RandomGenerator random) {
        this.clock = clock;
        this.random = random;
    }

    /** Whether a question is to be asked now; nobody else is told so before it has ended. */
    boolean begin(String question) {
        Attempt known = byQuestion.get(question);
        if (known == null) {
            return byQuestion.putIfAbsent(question, new Attempt(0, Instant.MAX)) == null;
        }
        return !clock.instant().isBefore(known.notBefore())
                && byQuestion.replace(question, known, new Attempt(known.failures(), Instant.MAX));
    }

    /** Whether it is to be asked now, or was never begun. */
    boolean isDue(String question) {
        Attempt known = byQuestion.get(question);
        return known == null || !clock.instant().isBefore(known.notBefore());
    }

    /** Whether it has been asked, and its time has not come again. */
    boolean isWaiting(String question) {
        Attempt known = byQuestion.get(question);
        return known != null && !known.notBefore().equals(Instant.MAX) && !isDue(question);
    }

    /** How often it failed before. */
    int failures(String question) {
        Attempt known = byQuestion.get(question);
        return known == null ? 0 : known.failures();
    }

    void succeeded(String question) {
        byQuestion.put(question, new Attempt(0, clock.instant().plus(SETTLING)));
    }

    /** @param lasting whether it makes no sense to ask again soon */
    void failed(String question, boolean lasting) {
        int failures = failures(question) + 1;
        byQuestion.put(question, new Attempt(failures, clock.instant().plus(pause(failures, lasting))));
    }

    /** Twice as long each time, and at random half of that to all of it. */
    private Duration pause(int failures, boolean lasting) {
        Duration doubled = LEAST.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        Duration most = lasting || doubled.compareTo(MOST) > 0 ? MOST : doubled;
        return Duration.ofMillis((long) (most.toMillis() * (1 + random.nextDouble()) / 2));
    }
}
