package io.dsel.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A gateway whose watches send what a test says and then break off, one after the other. */
final class FeedServer implements AutoCloseable {
    private record Reply(int status, String body, boolean cut) {}

    private final HttpServer server;
    private final Deque<Reply> replies = new ConcurrentLinkedDeque<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final String kinds;

    /** @param kinds the answer to {@code /v1/kinds} */
    FeedServer(String kinds) throws IOException {
        this.kinds = kinds;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** The next watch sends this and ends. */
    FeedServer sends(String frames) {
        replies.add(new Reply(200, frames, false));
        return this;
    }

    /** The next watch sends this and is cut off. */
    FeedServer sendsAndBreaks(String frames) {
        replies.add(new Reply(200, frames, true));
        return this;
    }

    FeedServer refuses(int status, String problem) {
        replies.add(new Reply(status, problem, false));
        return this;
    }

    /** Of every watch, its query and {@code @} the last event's id. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (exchange.getRequestURI().getPath().equals("/v1/kinds")) {
            send(exchange, new Reply(200, kinds, false));
            return;
        }
        String last = exchange.getRequestHeaders().getFirst("Last-Event-ID");
        asked.add(exchange.getRequestURI() + (last == null ? "" : " @" + last));
        send(exchange, replies.size() > 1 ? replies.poll() : replies.peek());
    }

    private static void send(HttpExchange exchange, Reply reply) throws IOException {
        byte[] body = reply.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(reply.status(), reply.cut() ? body.length + 100 : 0);
        exchange.getResponseBody().write(body);
        exchange.getResponseBody().flush();
        if (reply.cut()) {
            throw new IOException("cut off");
        }
        exchange.close();
    }
}
