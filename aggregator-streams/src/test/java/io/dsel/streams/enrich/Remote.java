package io.dsel.streams.enrich;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server on a port of its own, which answers as the test says and remembers what it was asked. */
public final class Remote implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** What it does with a request. */
    @FunctionalInterface
    public interface Behaviour {
        /** @return what is answered */
        Page answer(String path) throws InterruptedException;
    }

    /** @param location for a redirect; null for none */
    public record Page(int status, String body, String location) {
        public static Page json(String body) {
            return new Page(200, body, null);
        }

        public static Page status(int status) {
            return new Page(status, "", null);
        }
    }

    public Remote(Behaviour behaviour) {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", exchange -> serve(behaviour, exchange));
        server.start();
    }

    /** {@code 127.0.0.1:port}. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** The paths and queries that it was asked, in their order. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(Behaviour behaviour, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        asked.add(path);
        try (exchange) {
            Page page = behaviour.answer(path);
            byte[] body = page.body().getBytes(UTF_8);
            if (page.location() != null) {
                exchange.getResponseHeaders().add("Location", page.location());
            }
            exchange.sendResponseHeaders(page.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
