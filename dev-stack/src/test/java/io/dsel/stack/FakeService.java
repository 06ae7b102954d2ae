package io.dsel.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Behaves as the stack expects of a service, and misbehaves when asked to: {@code /die} ends it, {@code FAKE_FAILURE} keeps it from
 * starting, {@code FAKE_OBSTACLE} from ever being ready. {@code /starts} says how often it has started on its folder.
 */
public final class FakeService {

    private FakeService() {}

    public static void main(String[] args) throws IOException {
        String failure = System.getenv("FAKE_FAILURE");
        if (failure != null) {
            System.out.println("the fake service says: " + failure);
            System.exit(7);
        }
        Path starts = Path.of("starts");
        Files.writeString(starts, "start\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        int port = Integer.parseInt(System.getenv("DSEL_HTTP_PORT"));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        String obstacle = System.getenv("FAKE_OBSTACLE");
        server.createContext(
                "/health",
                exchange -> answer(exchange, obstacle == null ? 200 : 503, "{\"reasons\": [\"" + obstacle + "\"]}"));
        server.createContext(
                "/starts",
                exchange ->
                        answer(exchange, 200, "" + Files.readAllLines(starts).size()));
        server.createContext("/die", exchange -> {
            System.out.println("the fake service has had enough");
            Runtime.getRuntime().halt(9);
        });
        server.start();
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }
}
