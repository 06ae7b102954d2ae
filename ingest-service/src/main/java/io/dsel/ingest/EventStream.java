package io.dsel.ingest;

import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.EventWriter.Pending;
import io.dsel.json.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Events as they come, one a line, and their results as they become known, one a line and in order. A line that is no
 * event has a result too and does not end the stream. Reading stops while as much as the limits allow awaits its result
 * or the client's reading of it, so the memory of a stream does not depend on its length.
 */
final class EventStream {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);

    private final EventWriter writer;
    private final Limits limits;
    private final Function<byte[], Item> reader;

    /**
     * @param events that may await their results
     * @param bytes of lines that may await their results
     * @param lineBytes of one line, at most {@code bytes}
     */
    record Limits(int events, int bytes, int lineBytes) {
        Limits {
            if (lineBytes > bytes) {
                throw new IllegalArgumentException("a line of " + lineBytes + " bytes would wait for ever");
            }
        }
    }

    /** @param reader of one line */
    EventStream(EventWriter writer, Limits limits, Function<byte[], Item> reader) {
        this.writer = writer;
        this.limits = limits;
        this.reader = reader;
    }

    /**
     * Runs to the end of the input. Where that cannot be read to its end, a last line says so.
     *
     * @param summary whether the last line sums up the others
     */
    void run(InputStream in, OutputStream out, boolean summary) throws InterruptedException {
        StreamResults results = new StreamResults(writer, limits, out);
        Thread answering = Thread.ofVirtual().name("stream-results").start(results);
        Lines lines = new Lines(in, limits.lineBytes());
        try {
            for (Lines.Line line = lines.next(); line != null && results.isRead(); line = lines.next()) {
                results.awaitRoom(line.text().length);
                results.add(line, start(line));
            }
            results.end(summary);
        } catch (IOException e) {
            LOG.info("a stream of events ended early: {}", e.toString());
            results.abort("the body could not be read to its end");
        } catch (RuntimeException e) {
            results.abort("an unexpected error; the service's log has its cause");
            throw e;
        } finally {
            answering.join();
        }
    }

    private Pending start(Lines.Line line) {
        if (line.tooLong()) {
            String problem = "line " + line.number() + " has more than " + limits.lineBytes() + " bytes";
            return writer.start(new Item.Invalid(new EventTooLargeException(problem, null)));
        }
        try {
            return writer.start(reader.apply(line.text()));
        } catch (SyntaxException e) {
            SyntaxException inStream =
                    new SyntaxException(e.problem(), Math.toIntExact(line.number()), e.column(), e.getCause());
            return writer.start(new Item.Invalid(inStream));
        }
    }
}
