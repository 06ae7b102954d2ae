package io.dsel.cli.git;

/** Tells a person how far a task is. */
interface Progress extends AutoCloseable {

    /**
     * A task starts.
     *
     * @param task what is done, such as "reading"
     * @param unit of what, such as "commits"
     * @param total how many of them
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
