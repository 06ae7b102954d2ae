package io.dsel.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Asks for a watch and takes nothing of it until told to. */
final class StalledReader implements AutoCloseable {
    private static final int TIMEOUT_MS = 30_000;

    private final Socket socket = new Socket();

    StalledReader(int port, String query) throws IOException {
        socket.setReceiveBufferSize(16 << 10);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.setSoTimeout(TIMEOUT_MS);
        socket.getOutputStream().write(("GET /v1/watch?" + query + " HTTP/1.1\r\nHost: x\r\n\r\n").getBytes(UTF_8));
    }

    /** Reads until a text has come so many times. */
    void readUntil(String text, int times) throws IOException {
        byte[] wanted = text.getBytes(UTF_8);
        InputStream in = new BufferedInputStream(socket.getInputStream());
        int matched = 0;
        for (int found = 0; found < times; ) {
            int b = in.read();
            if (b < 0) {
                throw new AssertionError("it ended after " + found);
            }
            matched = b == wanted[matched] ? matched + 1 : b == wanted[0] ? 1 : 0;
            if (matched == wanted.length) {
                found++;
                matched = 0;
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
