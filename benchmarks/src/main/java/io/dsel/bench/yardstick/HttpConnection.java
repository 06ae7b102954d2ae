package io.dsel.bench.yardstick;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.Locale;

/**
 * Requests over one kept-open HTTP/1.1 connection, with next to no work on this side: a client that costs as much as the
 * server would hide what the server costs.
 */
public final class HttpConnection implements AutoCloseable {
    private static final int MOST_HEADER_BYTES = 16 * 1024;
    private static final int LINE_END = 2;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;

    public HttpConnection(URI service) throws IOException {
        this.socket = new Socket(service.getHost(), service.getPort());
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
        this.out = socket.getOutputStream();
        this.host = service.getAuthority();
    }

    /**
     * The body of a 200.
     *
     * @throws AssertionError if the answer is another
     */
    public byte[] get(String target) throws IOException {
        out.write(("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(US_ASCII));
        return body(target, "HTTP/1.1 200 ");
    }

    /**
     * The body of a 200 or 201 to a POST of JSON.
     *
     * @param headers more of them, each with its line end
     * @throws AssertionError if the answer is another
     */
    public byte[] post(String target, String headers, byte[] json) throws IOException {
        byte[] head = ("POST " + target + " HTTP/1.1\r\nHost: " + host + "\r\nContent-Type: application/json\r\n"
                        + headers + "Content-Length: " + json.length + "\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + json.length);
        System.arraycopy(json, 0, request, head.length, json.length);
        out.write(request);
        return body(target, "HTTP/1.1 20");
    }

    private byte[] body(String target, String expected) throws IOException {
        String head = head();
        byte[] body = contains(head, "\r\ntransfer-encoding: chunked") ? chunks() : in.readNBytes(length(head));
        if (!head.startsWith(expected)) {
            throw new AssertionError(
                    target + " answers " + head.lines().findFirst().orElse("") + " " + new String(body));
        }
        return body;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private String head() throws IOException {
        StringBuilder head = new StringBuilder(512);
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            int next = in.read();
            if (next < 0 || head.length() > MOST_HEADER_BYTES) {
                throw new IOException("the connection ended within an answer");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** What is too large to be buffered comes in pieces, each behind its size in hexadecimal; an empty one is the last. */
    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            body.write(in.readNBytes(size));
            in.skipNBytes(LINE_END);
        }
        in.skipNBytes(LINE_END);
        return body.toByteArray();
    }

    private int chunkSize() throws IOException {
        int size = 0;
        for (int next = in.read(); next != '\r'; next = in.read()) {
            int digit = Character.digit(next, 16);
            if (digit < 0) {
                throw new IOException("an answer in chunks without their size");
            }
            size = 16 * size + digit;
        }
        in.skipNBytes(1);
        return size;
    }

    private static boolean contains(String head, String lower) {
        return head.toLowerCase(Locale.ROOT).contains(lower);
    }

    private static int length(String head) throws IOException {
        int at = head.toLowerCase(Locale.ROOT).indexOf("\r\ncontent-length:");
        if (at < 0) {
            throw new IOException("an answer without Content-Length");
        }
        int from = head.indexOf(':', at) + 1;
        return Integer.parseInt(head.substring(from, head.indexOf('\r', from)).strip());
    }
}
