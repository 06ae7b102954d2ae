package io.dsel.gateway.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Writes server-sent events. A write waits until the reader takes it, so a slow reader holds up its watch. While there is
 * nothing to write it says so every ten seconds, with the position; in between it sends an empty line each second, which
 * readers pass over, to find out soon that the reader is gone.
 */
final class SseStream {
    static final Duration HEARTBEAT = Duration.ofSeconds(10);
    static final Duration PROBE = Duration.ofSeconds(1);

    private static final int BUFFER = 16 << 10;

    private final OutputStream out;
    private final LongSupplier nanos;
    private long written;
    private long told;
    private boolean unflushed;

    /** @param nanos a clock that only goes forward */
    SseStream(OutputStream out, LongSupplier nanos) {
        this.out = new BufferedOutputStream(out, BUFFER);
        this.nanos = nanos;
        this.written = nanos.getAsLong();
        this.told = written;
    }

    /** How soon a reader should come back after a break, and where to. */
    void begin(String id, Duration retry) throws IOException {
        write("retry: " + retry.toMillis() + "\nid: " + id + "\n\n", true);
        flush();
    }

    /** @param data one line, UTF-8 */
    void event(String id, String name, byte[] data) throws IOException {
        out.write(("id: " + id + "\nevent: " + name + "\ndata: ").getBytes(UTF_8));
        out.write(data);
        write("\n\n", true);
    }

    /** A remark for people who look at the stream itself. */
    void comment(String text) throws IOException {
        write(": " + text.replaceAll("\\R", " ") + "\n\n", false);
        flush();
    }

    /** Sends what has been written. */
    void flush() throws IOException {
        if (unflushed) {
            out.flush();
            unflushed = false;
        }
    }

    /** To be called at least once a second while there is nothing to write. @param id where the watch stands */
    void idle(Supplier<String> id) throws IOException {
        long now = nanos.getAsLong();
        if (now - told >= HEARTBEAT.toNanos()) {
            write(": heartbeat\nid: " + id.get() + "\n\n", true);
        } else if (now - written >= PROBE.toNanos()) {
            write("\n", false);
        }
        flush();
    }

    private void write(String text, boolean tells) throws IOException {
        out.write(text.getBytes(UTF_8));
        unflushed = true;
        written = nanos.getAsLong();
        told = tells ? written : told;
    }
}
