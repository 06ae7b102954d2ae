package io.dsel.stack;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A part and its process, if it has one. Safe for use by several threads; one part is only ever in one transition at a time. */
final class SupervisedPart {

    private static final Duration BETWEEN_CHECKS = Duration.ofMillis(100);
    private static final int LOG_LINES = 30;

    private final Part part;
    private final Consumer<StackEvent> listener;
    private final InstantSource clock;
    private final Readiness readiness;

    private volatile PartProcess process;
    private volatile PartState state = PartState.STOPPED;
    private volatile Instant started;
    private volatile Duration readyAfter;
    private volatile boolean retired;

    SupervisedPart(Part part, Consumer<StackEvent> listener, InstantSource clock) {
        this.part = part;
        this.listener = listener;
        this.clock = clock;
        this.readiness = Readiness.of(part.health());
    }

    Part part() {
        return part;
    }

    PartState state() {
        return state;
    }

    PartStatus status() {
        PartProcess current = process;
        Optional<Long> pid = current != null && current.isAlive() ? Optional.of(current.pid()) : Optional.empty();
        return new PartStatus(
                part.name(),
                state,
                pid.orElse(null),
                pid.isPresent() ? started : null,
                readyAfter == null ? null : readyAfter.toMillis(),
                part.port(),
                part.url(),
                part.health(),
                part.log().toString());
    }

    /** Starts the process unless it runs, and returns when it is ready. */
    void start() throws InterruptedException {
        PartProcess launched;
        synchronized (this) {
            notice();
            switch (state) {
                case STOPPED, DEAD -> launch();
                case READY -> {
                    return;
                }
                case STARTING -> {
                    // Somebody else has started it; this call waits too.
                }
                case PAUSED, STOPPING -> throw new StackException(part.name() + " cannot start: it is " + state);
            }
            launched = process;
        }
        awaitReady(launched);
    }

    private void launch() {
        if (retired) {
            throw new StackException(part.name() + " does not start any more: the stack is closing");
        }
        state = PartState.STARTING;
        readyAfter = null;
        started = clock.instant();
        PartProcess launched = PartProcess.start(part);
        process = launched;
        listener.accept(new StackEvent.Starting(part.name(), launched.pid()));
        launched.end().thenRun(() -> ended(launched));
    }

    private void awaitReady(PartProcess launched) throws InterruptedException {
        Instant from = clock.instant();
        Instant limit = from.plus(part.startLimit());
        Optional<String> obstacle = readiness.obstacle();
        while (obstacle.isPresent()) {
            if (endsWithin(launched, BETWEEN_CHECKS)) {
                throw new StackException(
                        launched.endExpected()
                                ? part.name() + " was stopped while it was starting"
                                : died(launched, true).description());
            }
            if (clock.instant().isAfter(limit)) {
                launched.kill();
                throw new StackException(part.name() + " was not ready after "
                        + part.startLimit().toSeconds() + " s: " + obstacle.get() + "; the end of " + part.log()
                        + ":\n" + logEnd().indent(2));
            }
            obstacle = readiness.obstacle();
        }
        becomeReady(launched, Duration.between(from, clock.instant()));
    }

    private synchronized void becomeReady(PartProcess launched, Duration after) {
        if (process == launched && state == PartState.STARTING) {
            readyAfter = after;
            state = PartState.READY;
            listener.accept(new StackEvent.Ready(part.name(), after));
        }
    }

    private static boolean endsWithin(PartProcess launched, Duration limit) throws InterruptedException {
        try {
            launched.end().get(limit.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        } catch (ExecutionException e) {
            throw new StackException("cannot watch process " + launched.pid(), e);
        }
    }

    /** From now on the part does not start, even if somebody is just about to start it. */
    synchronized void retire() {
        retired = true;
    }

    /** SIGTERM, then SIGKILL after the part's limit. */
    void stop() throws InterruptedException {
        PartProcess running;
        synchronized (this) {
            notice();
            running = process;
            if (running == null || !running.isAlive()) {
                return;
            }
            state = PartState.STOPPING;
        }
        listener.accept(new StackEvent.Stopping(part.name()));
        running.stop(part.stopLimit());
        ended(running);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        PartProcess running = process;
        if (running == null) {
            throw notRunning();
        }
        running.kill();
        ended(running);
    }

    synchronized void pause() {
        if (process == null || !process.isAlive()) {
            throw notRunning();
        }
        process.pause();
        state = PartState.PAUSED;
        listener.accept(new StackEvent.Paused(part.name()));
    }

    /** Lets a paused part go on, and returns when it is ready again. */
    void resume() throws InterruptedException {
        PartProcess resumed;
        synchronized (this) {
            if (process == null || !process.isAlive()) {
                throw notRunning();
            }
            resumed = process;
            resumed.resume();
            state = PartState.STARTING;
        }
        awaitReady(resumed);
    }

    private StackException notRunning() {
        return new StackException(part.name() + " is not running");
    }

    /** Called by whoever sees the end; only the first call counts, and the others return when the listener knows. */
    private synchronized void ended(PartProcess ended) {
        if (process != ended || state == PartState.STOPPED || state == PartState.DEAD) {
            return;
        }
        if (ended.endExpected()) {
            state = PartState.STOPPED;
            listener.accept(new StackEvent.Stopped(part.name()));
        } else {
            boolean starting = state == PartState.STARTING;
            state = PartState.DEAD;
            listener.accept(died(ended, starting));
        }
    }

    /** The system may not have told yet that the process has ended. */
    private void notice() {
        if (process != null && !process.isAlive()) {
            ended(process);
        }
    }

    private StackEvent.Died died(PartProcess ended, boolean starting) {
        return new StackEvent.Died(part.name(), ended.end().join(), starting, part.log(), logEnd());
    }

    private String logEnd() {
        try {
            return String.join("\n", LogTail.of(part.log(), LOG_LINES));
        } catch (IOException e) {
            return "(the log cannot be read: " + e + ")";
        }
    }
}
