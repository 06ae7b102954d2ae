package io.dsel.cli.progress;

import java.io.PrintWriter;
import java.time.InstantSource;

/** Tells a person how far a task is. */
public interface Progress extends AutoCloseable {

    /**
     * @param terminal whether to draw a bar on standard error
     * @param err where lines go otherwise
     */
    static Progress of(boolean terminal, PrintWriter err, InstantSource clock) {
        return terminal ? new BarProgress(System.err) : new LineProgress(err, clock);
    }

    /**
     * A task starts.
     *
     * @param task what is done, such as "reading"
     * @param unit of what, such as "commits"
     * @param total how many of them; 0 if nobody knows
     */
    void start(String task, String unit, long total);

    /** So many are done. */
    void at(long done);

    /** The task is done. */
    void end();

    /** Something to know in the meantime. */
    void say(String line);

    @Override
    default void close() {
        end();
    }
}
