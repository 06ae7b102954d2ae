package io.dsel.cli.git;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries again while a service is away, a little later each time, for up to a minute without any success. */
final class Patience {

    private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Something that needs a service. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws InterruptedException;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Pause {
        void of(Duration duration) throws InterruptedException;
    }

    private final InstantSource clock;
    private final Pause pause;

    Patience(InstantSource clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
    }

    /** @throws UnavailableException the last one, when the minute is over */
    <T> T run(Attempt<T> attempt) throws InterruptedException {
        Instant giveUp = null;
        Duration wait = FIRST_PAUSE;
        while (true) {
            try {
                return attempt.run();
            } catch (UnavailableException e) {
                // Not from the first attempt's start: that may have taken its minute to time out.
                giveUp = giveUp == null ? clock.instant().plus(LIMIT) : giveUp;
                Duration next = e.retryAfter()
                        .filter(asked -> asked.compareTo(LONGEST_PAUSE) <= 0)
                        .orElse(wait);
                if (clock.instant().plus(next).isAfter(giveUp)) {
                    throw e;
                }
                LOG.info("trying again in {} ms: {}", next.toMillis(), e.getMessage());
                pause.of(next);
                wait = wait.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? wait.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }
}
