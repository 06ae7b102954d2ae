package io.dsel.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StoreTierTest {
    private static final String OBJECT = "/v1/objects/HelmRelease/cluster%2Fapps/plex?asOf=2026-01-15T10:30:00Z";
    private static final String REPLAYING =
            "{\"type\":\"https://dsel.io/problems/unavailable\",\"detail\":\"replaying\"}";

    private final List<HttpServer> servers = new ArrayList<>();
    private final List<String> asked = new ArrayList<>();

    @AfterEach
    void stop() {
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void theAnswerIsPassedOnByteForByteWithItsReceipt() throws IOException {
        byte[] body = "{\"event\":{\"n\": 1.50},  \"ü\":1}".getBytes(UTF_8);
        try (StoreTier store = tier(answering("a", 200, body))) {
            StoreAnswer answer = store.get(OBJECT, Duration.ZERO);
            assertEquals(200, answer.status());
            assertArrayEquals(body, answer.body());
            assertEquals("12", answer.headers().get("Dsel-Age-Ms"));
            assertEquals("application/json", answer.contentType());
        }
        assertEquals(List.of("a " + OBJECT), asked);
    }

    @Test
    void theProblemOfAnInstanceIsKept() throws IOException {
        try (StoreTier store = tier(answering("a", 404, "{\"detail\":\"deleted\"}".getBytes(UTF_8)))) {
            StoreAnswer answer = store.get(OBJECT, Duration.ZERO);
            assertEquals(404, answer.status());
            assertEquals("{\"detail\":\"deleted\"}", new String(answer.body(), UTF_8));
        }
    }

    @Test
    void oneThatIsNotThereOrSays503IsPassedOver() throws IOException {
        URI replaying = answering("a", 503, REPLAYING.getBytes(UTF_8));
        URI fit = answering("b", 200, "{}".getBytes(UTF_8));
        try (StoreTier store = tier(nobody(), replaying, fit)) {
            assertEquals(200, store.get(OBJECT, Duration.ZERO).status());
        }
        assertEquals(List.of("a " + OBJECT, "b " + OBJECT), asked);
    }

    @Test
    void aTokenThatIsNotCoveredIsAnAnswerAndNotAskedForAgain() throws IOException {
        byte[] problem = "{\"type\":\"https://dsel.io/problems/token-not-covered\"}".getBytes(UTF_8);
        try (StoreTier store = tier(answering("a", 503, problem), answering("b", 200, "{}".getBytes(UTF_8)))) {
            assertEquals(503, store.get(OBJECT, Duration.ZERO).status());
        }
        assertEquals(List.of("a " + OBJECT), asked);
    }

    @Test
    void whenNoneAnswersEachIsNamedWithItsReason() throws IOException {
        URI nobody = nobody();
        URI replaying = answering("a", 503, REPLAYING.getBytes(UTF_8));
        URI silent = silent();
        try (StoreTier store =
                new StoreTier(List.of(nobody, replaying, silent), Duration.ofMillis(300), InstantSource.system())) {
            StoreUnavailableException e =
                    assertThrows(StoreUnavailableException.class, () -> store.get(OBJECT, Duration.ZERO));
            assertTrue(e.reasons().get(nobody).contains("cannot be reached"), e.getMessage());
            assertEquals("says 503, replaying", e.reasons().get(replaying));
            assertEquals("did not answer in time", e.reasons().get(silent));
        }
    }

    @Test
    void progressSaysOfEachInstanceHowItIs() throws IOException {
        URI fit = answering("a", 200, "{\"lag\":0}".getBytes(UTF_8));
        URI nobody = nobody();
        try (StoreTier store = tier(fit, nobody)) {
            assertEquals(0, store.progress().get(fit).lag().path("lag").asInt(-1));
            assertFalse(store.progress().get(nobody).ready());
        }
    }

    private static StoreTier tier(URI... urls) {
        return new StoreTier(List.of(urls), Duration.ofSeconds(5), InstantSource.system());
    }

    private URI answering(String name, int status, byte[] body) throws IOException {
        return start(exchange -> {
            asked.add(name + " " + exchange.getRequestURI());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.getResponseHeaders().add("Dsel-Age-Ms", "12");
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }

    private URI silent() throws IOException {
        CountDownLatch never = new CountDownLatch(1);
        return start(exchange -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private URI start(Handler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", handler::handle);
        server.start();
        servers.add(server);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** A port that was free a moment ago. */
    private static URI nobody() throws IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    private interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }
}
