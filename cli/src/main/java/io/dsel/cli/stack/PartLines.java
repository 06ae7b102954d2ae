package io.dsel.cli.stack;

import io.dsel.stack.PartStatus;
import io.dsel.stack.StackEvent;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A line for every part that gets ready or stops; what dies by itself goes to standard error with the end of its log. */
final class PartLines implements Consumer<StackEvent> {

    private final PrintWriter out;
    private final PrintWriter err;
    private volatile boolean stopping;

    PartLines(PrintWriter out, PrintWriter err) {
        this.out = out;
        this.err = err;
    }

    void starting(List<PartStatus> parts, Path data) {
        out.println(
                "Starting " + parts.stream().map(PartStatus::name).collect(Collectors.joining(", ")) + " on " + data);
        out.flush();
    }

    void stopping() {
        stopping = true;
        out.println("Stopping");
        out.flush();
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    public synchronized void accept(StackEvent event) {
        switch (event) {
            case StackEvent.Ready ready ->
                print(ready(ready.part(), ready.after().toMillis()));
            case StackEvent.Stopped stopped when stopping -> print(String.format("  %-12s stopped", stopped.part()));
            case StackEvent.Died died
            when !died.whileStarting() -> {
                err.println("dsel: " + died.description());
                err.flush();
            }
            default -> {
                // What has only begun is not worth a line, and what failed to start is told by the command.
            }
        }
    }

    static String ready(String part, long afterMillis) {
        return String.format(Locale.ROOT, "  %-12s ready after %5.1f s", part, afterMillis / 1000.0);
    }

    private void print(String line) {
        out.println(line);
        out.flush();
    }
}
