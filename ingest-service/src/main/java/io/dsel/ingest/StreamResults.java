package io.dsel.ingest;

import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.ingest.EventWriter.Pending;
import io.dsel.json.Json;
import io.dsel.service.Problem;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answering half of a stream, on a thread of its own: waits for each item's outcome in turn and writes it. What is
 * known is sent before waiting for more, so a client may wait for an answer before it goes on.
 */
final class StreamResults implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamResults.class);
    private static final int BYTES_A_PERMIT = 1024;

    private final EventWriter writer;
    private final OutputStream out;
    private final Semaphore eventRoom;
    private final Semaphore byteRoom;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>(); // bounded by the semaphores
    private final Map<LogPosition, LogPosition> highest = new HashMap<>();
    private String clusterId;
    private long stored;
    private long rejected;
    private volatile boolean read = true;

    private sealed interface Step {
        record Result(long line, int permits, Pending pending) implements Step {}

        record Summary() implements Step {}

        record Abort(String reason) implements Step {}

        record End() implements Step {}
    }

    StreamResults(EventWriter writer, EventStream.Limits limits, OutputStream out) {
        this.writer = writer;
        this.out = out;
        this.eventRoom = new Semaphore(limits.events());
        this.byteRoom = new Semaphore(permits(limits.bytes()));
    }

    /** Waits until so much more may be on its way. */
    void awaitRoom(int lineBytes) throws InterruptedException {
        eventRoom.acquire();
        byteRoom.acquire(permits(lineBytes));
    }

    /** Adds the next item, for which there is room. */
    void add(Lines.Line line, Pending pending) {
        steps.add(new Step.Result(line.number(), permits(line.text().length), pending));
    }

    /** No more items. */
    void end(boolean summary) {
        steps.add(summary ? new Step.Summary() : new Step.End());
    }

    /** No more items, though there should be. */
    void abort(String reason) {
        steps.add(new Step.Abort(reason));
    }

    /** Whether the client still takes results. */
    boolean isRead() {
        return read;
    }

    @Override
    public void run() {
        try {
            boolean more = true;
            while (more) {
                more = take(next());
            }
            flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Step next() throws InterruptedException {
        Step step = steps.poll();
        if (step != null) {
            return step;
        }
        flush();
        return steps.take();
    }

    private boolean take(Step step) throws InterruptedException {
        switch (step) {
            case Step.Result result -> {
                answer(result);
                return true;
            }
            case Step.Summary summary -> write(summary());
            case Step.Abort(String reason) -> {
                Problem problem = new Problem(400, "syntax", "The body cannot be read", reason);
                ObjectNode last = new Outcome.Rejected(problem).json();
                write(last.put("status", "aborted"));
            }
            case Step.End end -> LOG.debug("stream ends: {} stored, {} rejected", stored, rejected);
        }
        return false;
    }

    private void answer(Step.Result result) throws InterruptedException {
        if (!writer.isKnown(result.pending())) {
            flush();
        }
        Outcome outcome = writer.await(result.pending());
        switch (outcome) {
            case Outcome.Passed passed -> throw new IllegalStateException("a stream is never only examined");
            case Outcome.Judged judged -> throw new IllegalStateException("a stream is never judged");
            case Outcome.Rejected no -> rejected++;
            case Outcome.Stored yes -> {
                stored++;
                clusterId = yes.published().clusterId();
                LogPosition position = yes.published().position();
                LogPosition partition = new LogPosition(position.topic(), position.partition(), 0);
                highest.merge(partition, position, (a, b) -> a.offset() < b.offset() ? b : a);
            }
        }
        write(outcome.json().put("line", result.line()));
        eventRoom.release();
        byteRoom.release(result.permits());
    }

    private ObjectNode summary() {
        ObjectNode last = JsonNodeFactory.instance.objectNode();
        last.put("status", "end").put("stored", stored).put("rejected", rejected);
        if (clusterId != null) {
            last.put("token", Token.of(clusterId, highest.values()).text());
        }
        return last;
    }

    private void write(ObjectNode json) {
        attempt(() -> {
            out.write(Json.writeBytes(json));
            out.write('\n');
        });
    }

    private void flush() {
        attempt(out::flush);
    }

    private interface Output {
        void run() throws IOException;
    }

    /** A client that has gone reads no results; what it has sent is written all the same. */
    private void attempt(Output output) {
        if (read) {
            try {
                output.run();
            } catch (IOException e) {
                LOG.info("nobody reads a stream's results any more: {}", e.toString());
                read = false;
            }
        }
    }

    private static int permits(int bytes) {
        return bytes / BYTES_A_PERMIT + 1;
    }
}
