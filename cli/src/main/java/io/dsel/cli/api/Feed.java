package io.dsel.cli.api;

import io.dsel.cli.api.ServerSentEvents.Message;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** A stream of events that goes on, over any break, exactly where it was. */
public final class Feed {
    /** The service sends something each second, so silence is a break that nobody told of. */
    private static final Duration SILENCE = Duration.ofSeconds(30);

    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int LINES_AHEAD = 256;

    private final Api api;
    private final Url url;
    private final Listener listener;
    private String lastId;
    private boolean everOpen;
    private boolean broken;

    /** What is told of the stream. */
    public interface Listener {
        /** @return whether to go on */
        boolean took(Message message);

        /** The stream broke; it is opened again until it is there. */
        void broke(String reason);

        /** The stream goes on where it broke. */
        void back();
    }

    /** A line, or why there are no more. */
    private record Line(String text, String end) {}

    public Feed(Api api, Url url, Listener listener) {
        this.api = api;
        this.url = url;
        this.listener = listener;
    }

    /**
     * Returns when the listener has enough.
     *
     * @throws CliException if the service refuses, or was never there
     */
    public void read() {
        Duration pause = FIRST_PAUSE;
        while (true) {
            String before = lastId;
            Optional<String> end = readOnce();
            if (end.isEmpty()) {
                return;
            }
            if (!broken) {
                listener.broke(end.get());
                broken = true;
            }
            boolean moved = lastId != null && !lastId.equals(before);
            pause = moved ? FIRST_PAUSE : pause;
            sleep(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Why the stream ended; empty if the listener has enough. */
    private Optional<String> readOnce() {
        try (Api.Opened stream = api.open(url, lastId)) {
            if (stream.refused().isPresent()) {
                Problem problem = stream.refused().get();
                if (!everOpen || problem.status() != 503) {
                    throw new CliException(ExitCode.FAILED, problem.text());
                }
                return Optional.of(problem.text());
            }
            everOpen = true;
            return take(stream);
        } catch (IOException e) {
            if (!everOpen) {
                throw new CliException(
                        ExitCode.NOT_READY,
                        "nothing answers at " + api.service() + ": is the stack up? Try ./dsel up, or ./dsel status");
            }
            return Optional.of(api.service() + " does not answer");
        }
    }

    private Optional<String> take(Api.Opened stream) {
        BlockingQueue<Line> lines = new ArrayBlockingQueue<>(LINES_AHEAD);
        Thread reader = Thread.ofVirtual().start(() -> readLines(stream, lines));
        ServerSentEvents events = new ServerSentEvents(lastId);
        try {
            while (true) {
                Line line = lines.poll(SILENCE.toMillis(), TimeUnit.MILLISECONDS);
                if (line == null || line.text() == null) {
                    return Optional.of(line == null ? "nothing came for " + SILENCE.toSeconds() + " s" : line.end());
                }
                Optional<Message> message = events.line(line.text());
                lastId = events.lastId();
                if (broken && lastId != null) {
                    broken = false;
                    listener.back();
                }
                if (message.isPresent() && !listener.took(message.get())) {
                    return Optional.empty();
                }
            }
        } catch (InterruptedException e) {
            throw interrupted();
        } finally {
            reader.interrupt();
        }
    }

    private static void readLines(Api.Opened stream, BlockingQueue<Line> lines) {
        try {
            putLines(stream, lines);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All lines there are, and why there are no more. */
    private static void putLines(Api.Opened stream, BlockingQueue<Line> lines) throws InterruptedException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.put(new Line(line, null));
            }
            lines.put(new Line(null, "the service ended the stream"));
        } catch (IOException e) {
            lines.put(new Line(null, "the connection broke"));
        }
    }

    private static void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            throw interrupted();
        }
    }

    private static CliException interrupted() {
        Thread.currentThread().interrupt();
        return new CliException(ExitCode.FAILED, "interrupted");
    }
}
