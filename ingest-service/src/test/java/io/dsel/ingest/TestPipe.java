package io.dsel.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** What one thread writes another reads; a writer waits while that many writes are unread. Closing it ends the reading. */
final class TestPipe {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> chunks;

    TestPipe(int most) {
        chunks = new LinkedBlockingQueue<>(most);
    }

    OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                put(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                if (length > 0) {
                    put(java.util.Arrays.copyOfRange(bytes, from, from + length));
                }
            }

            @Override
            public void close() throws IOException {
                put(END);
            }
        };
    }

    InputStream in() {
        return new InputStream() {
            private byte[] chunk = {};
            private int at;
            private boolean ended;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int most) throws IOException {
                if (at == chunk.length && !ended) {
                    chunk = take();
                    at = 0;
                    ended = chunk.length == 0;
                }
                if (ended) {
                    return -1;
                }
                int length = Math.min(most, chunk.length - at);
                System.arraycopy(chunk, at, into, from, length);
                at += length;
                return length;
            }
        };
    }

    private void put(byte[] chunk) throws IOException {
        try {
            chunks.put(chunk);
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }

    private byte[] take() throws IOException {
        try {
            return chunks.take();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
