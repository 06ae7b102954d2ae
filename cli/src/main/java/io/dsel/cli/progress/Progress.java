package io.dsel.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Shows how much of a known amount is done. */
public sealed interface Progress extends AutoCloseable {

    /** @param done of the whole, at least as much as before */
    void at(long done);

    /** Ends it; what was shown last stays. */
    @Override
    void close();

    /**
     * @param unit what is counted, in the plural, such as {@code records}
     * @param terminal whether to draw a bar on standard error
     * @param err where lines go otherwise
     */
    static Progress of(String task, String unit, long whole, boolean terminal, PrintWriter err, InstantSource clock) {
        return terminal ? new Bar(task, unit, whole) : new Lines(task, unit, whole, err, clock);
    }

    /** On a terminal. */
    final class Bar implements Progress {
        private final ProgressBar bar;

        private Bar(String task, String unit, long whole) {
            this.bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(whole)
                    .setUnit(" " + unit, 1)
                    .setStyle(ProgressBarStyle.COLORFUL_UNICODE_BAR)
                    .setUpdateIntervalMillis(200)
                    .showSpeed()
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        public void at(long done) {
            bar.stepTo(done);
        }

        @Override
        public void close() {
            bar.close();
        }
    }

    /** In a log: a line every few seconds. */
    final class Lines implements Progress {
        private static final Duration BETWEEN = Duration.ofSeconds(5);

        private final String task;
        private final String unit;
        private final long whole;
        private final PrintWriter err;
        private final InstantSource clock;
        private Instant next;
        private long done = -1;
        private long shown = -1;

        private Lines(String task, String unit, long whole, PrintWriter err, InstantSource clock) {
            this.task = task;
            this.unit = unit;
            this.whole = whole;
            this.err = err;
            this.clock = clock;
            this.next = clock.instant().plus(BETWEEN);
        }

        @Override
        public void at(long now) {
            done = now;
            if (!clock.instant().isBefore(next)) {
                show();
            }
        }

        @Override
        public void close() {
            if (done != shown) {
                show();
            }
        }

        private void show() {
            long percent = whole == 0 ? 100 : Math.min(100, done * 100 / whole);
            err.println(String.format(Locale.ROOT, "%s: %d of %d %s (%d%%)", task, done, whole, unit, percent));
            err.flush();
            shown = done;
            next = clock.instant().plus(BETWEEN);
        }
    }
}
