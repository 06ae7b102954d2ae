package io.dsel.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** The lines of a stream, each of a limited length; blank ones are skipped. Not for use by several threads. */
final class Lines {
    private static final int BUFFER_BYTES = 32 << 10;

    private final InputStream in;
    private final int most;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int at;
    private int end;
    private long number;

    /**
     * A line with more than blanks.
     *
     * @param number counts from 1, blank lines too
     * @param text without the line's end; empty if it was too long
     */
    record Line(long number, byte[] text, boolean tooLong) {}

    /** @param most bytes of a line */
    Lines(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** The next line, or null at the end; the last one needs no line end. Of a line too long only the number is kept. */
    Line next() throws IOException {
        while (at < end || fill()) {
            number++;
            ByteArrayOutputStream text = new ByteArrayOutputStream();
            if (readTo(text)) {
                return new Line(number, new byte[0], true);
            }
            byte[] bytes = text.toByteArray();
            if (!isBlank(bytes)) {
                return new Line(number, bytes, false);
            }
        }
        return null;
    }

    /** Reads behind the next line end; says whether there was more than fits. */
    private boolean readTo(ByteArrayOutputStream text) throws IOException {
        boolean tooLong = false;
        while (at < end || fill()) {
            int lineEnd = at;
            while (lineEnd < end && buffer[lineEnd] != '\n') {
                lineEnd++;
            }
            tooLong |= text.size() + lineEnd - at > most;
            if (!tooLong) {
                text.write(buffer, at, lineEnd - at);
            }
            boolean whole = lineEnd < end;
            at = whole ? lineEnd + 1 : end;
            if (whole) {
                return tooLong;
            }
        }
        return tooLong;
    }

    private boolean fill() throws IOException {
        at = 0;
        end = Math.max(0, in.read(buffer));
        return end > 0;
    }

    private static boolean isBlank(byte[] text) {
        for (byte b : text) {
            if (b != ' ' && b != '\t' && b != '\r') {
                return false;
            }
        }
        return true;
    }
}
