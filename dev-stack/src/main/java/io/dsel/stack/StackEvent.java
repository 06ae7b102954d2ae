package io.dsel.stack;

import java.nio.file.Path;
import java.time.Duration;

/** What happens to a part, as it happens. */
public sealed interface StackEvent {

    /** The part's name. */
    String part();

    record Starting(String part, long pid) implements StackEvent {}

    /** @param after how long the part took from its start */
    record Ready(String part, Duration after) implements StackEvent {}

    record Stopping(String part) implements StackEvent {}

    record Paused(String part) implements StackEvent {}

    record Stopped(String part) implements StackEvent {}

    /**
     * The part ended by itself, or somebody else ended it.
     *
     * @param exit the exit status; 128 + n for signal n
     * @param whileStarting whoever started the part gets an exception as well
     * @param logEnd the last lines of the log
     */
    record Died(String part, int exit, boolean whileStarting, Path log, String logEnd) implements StackEvent {

        /** For people: the part's name, how it ended, where its log is, and the end of it. */
        public String description() {
            String when = whileStarting ? " while it was starting" : "";
            return part + " died" + when + " (" + how() + "); the end of " + log + ":\n" + logEnd.indent(2);
        }

        private String how() {
            return exit > 128 ? "signal " + (exit - 128) : "exit status " + exit;
        }
    }
}
