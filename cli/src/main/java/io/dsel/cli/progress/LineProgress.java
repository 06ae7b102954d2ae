package io.dsel.cli.progress;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;

/** A line every few seconds, for logs and pipes. */
final class LineProgress implements Progress {

    private static final Duration EVERY = Duration.ofSeconds(5);

    private final PrintWriter out;
    private final InstantSource clock;
    private String task = "";
    private String unit = "";
    private long total;
    private long done;
    private Instant started;
    private Instant told;

    LineProgress(PrintWriter out, InstantSource clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public void start(String newTask, String newUnit, long newTotal) {
        task = newTask;
        unit = newUnit;
        total = newTotal;
        done = 0;
        started = clock.instant();
        told = started;
    }

    @Override
    public void at(long nowDone) {
        done = nowDone;
        Instant now = clock.instant();
        if (Duration.between(told, now).compareTo(EVERY) >= 0) {
            told = now;
            long rate = rate(now);
            String left = total > done && rate > 0 ? ", " + (total - done) / rate + " s left" : "";
            String of = total == 0 ? "" : " of " + total;
            print(String.format(Locale.ROOT, "%s: %d%s %s, %d/s%s", task, done, of, unit, rate, left));
        }
    }

    @Override
    public void end() {
        if (!task.isEmpty()) {
            Instant now = clock.instant();
            double seconds = Duration.between(started, now).toMillis() / 1000.0;
            print(String.format(Locale.ROOT, "%s: %d %s in %.1f s, %d/s", task, done, unit, seconds, rate(now)));
            task = "";
        }
    }

    @Override
    public void say(String line) {
        print(line);
    }

    private long rate(Instant now) {
        return done * 1000 / Math.max(1, Duration.between(started, now).toMillis());
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
