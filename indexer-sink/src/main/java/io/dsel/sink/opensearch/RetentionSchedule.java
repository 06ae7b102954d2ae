package io.dsel.sink.opensearch;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Applies the retention soon after the start and then every hour. */
public final class RetentionSchedule implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionSchedule.class);
    private static final Duration FIRST = Duration.ofMinutes(1);
    private static final Duration EVERY = Duration.ofHours(1);

    private final Retention retention;
    private final ScheduledExecutorService timer;

    public RetentionSchedule(Retention retention) {
        this.retention = retention;
        this.timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("retention").factory());
        timer.scheduleWithFixedDelay(this::apply, FIRST.toMillis(), EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void apply() {
        try {
            retention.apply();
        } catch (IOException | RuntimeException e) {
            LOG.warn("old indices could not be dropped, which is tried again in an hour: {}", e.toString());
        }
    }
}
