package io.dsel.cli.stack;

import io.dsel.stack.DevStack;
import io.dsel.stack.StackException;
import io.dsel.stack.StackOptions;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;

/** A stack that lives as long as this process. */
public final class ForegroundStack {

    private final Path data;
    private final StackOptions options;
    private final PrintWriter out;
    private final PartLines lines;

    public ForegroundStack(Path data, StackOptions options, PrintWriter out, PrintWriter err) {
        this.data = data;
        this.options = options;
        this.out = out;
        this.lines = new PartLines(out, err);
    }

    /** Returns only by an exception, when the start fails; otherwise the process ends by a signal. */
    int run() throws InterruptedException {
        start();
        out.println("Ctrl-C stops it; the data stays.");
        out.flush();
        return awaitTheEnd();
    }

    /** Returns when every part is ready, and its addresses are printed. From here on the end of the process stops it in order. */
    public void start() throws InterruptedException {
        Instant from = Instant.now();
        DevStack stack = DevStack.open(data, options, lines);
        Thread stop = new Thread(() -> stop(stack), "stop");
        Runtime.getRuntime().addShutdownHook(stop);
        lines.starting(stack.status(), data);
        try {
            stack.start();
        } catch (StackException e) {
            if (lines.isStopping()) {
                awaitTheEnd();
            }
            Runtime.getRuntime().removeShutdownHook(stop);
            stack.close();
            throw e;
        }
        out.print(Addresses.of(stack.status(), data, Duration.between(from, Instant.now())));
        out.flush();
    }

    private void stop(DevStack stack) {
        lines.stopping();
        stack.close();
        out.println("Stopped. The data is in " + data);
        out.flush();
    }

    /** The end comes by a signal, through the shutdown hook. */
    public static int awaitTheEnd() throws InterruptedException {
        new CountDownLatch(1).await();
        throw new IllegalStateException("waited for the end of the process, and outlived it");
    }
}
