package io.dsel.streams.topology;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessingContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Has a task that keeps up with the log committed soon, so that others see what it made, and one that lags left to the
 * commit interval of the streams, which is longer: a commit costs as much as the work on twenty events, and what is a second
 * behind gains nothing from it.
 */
final class CommitPace {
    /** The longest that what is made of a fresh record waits for its commit. */
    private static final Duration SOON = Duration.ofMillis(30);

    /** How far behind the log is still fresh. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    /** When a task of this thread asked last, for a commit is one of all tasks of a thread. */
    private final ThreadLocal<Long> asked = ThreadLocal.withInitial(() -> 0L);

    /** For one task. */
    Task of(ProcessingContext context) {
        return new Task(context);
    }

    final class Task {
        private final ProcessingContext context;
        private long written = -1;

        /** There while something waits for its commit: a task whose clock ticks is one that has something to commit. */
        private Cancellable clock;

        private Task(ProcessingContext context) {
            this.context = context;
        }

        /** @param record that is worked on */
        void takes(Record<?, ?> record) {
            written = record.timestamp();
            if (clock == null && isFresh(context.currentSystemTimeMs())) {
                clock = context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, this::ask);
            }
        }

        private void ask(long now) {
            if (isFresh(now)) {
                if (asked.get() > now - SOON.toMillis()) {
                    return; // the next time
                }
                context.commit();
                asked.set(now);
            }
            clock.cancel();
            clock = null;
        }

        private boolean isFresh(long now) {
            return written >= now - FRESH.toMillis();
        }
    }
}
