package io.dsel.gateway.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.TierUnavailableException;
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

class StreamsTest {
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
    void theAnswerComesWithItsStatus() throws IOException {
        try (Streams streams = streams(answering("a", 200, "{\"event\":{\"n\":1.50}}".getBytes(UTF_8)))) {
            Streams.Answer answer = streams.get(OBJECT, soon());
            assertEquals(200, answer.status());
            assertEquals("{\"event\":{\"n\":1.50}}", answer.body().toString());
        }
        assertEquals(List.of("a " + OBJECT), asked);
    }

    @Test
    void theProblemOfAnInstanceIsKept() throws IOException {
        byte[] deleted = "{\"type\":\"https://dsel.io/problems/deleted\",\"detail\":\"gone\"}".getBytes(UTF_8);
        try (Streams streams = streams(answering("a", 404, deleted))) {
            Streams.Answer answer = streams.get(OBJECT, soon());
            assertEquals(404, answer.status());
            assertEquals("deleted", answer.problem());
            assertEquals("gone", answer.detail());
        }
    }

    @Test
    void oneThatIsNotThereOrSays503IsPassedOver() throws IOException {
        URI replaying = answering("a", 503, REPLAYING.getBytes(UTF_8));
        URI fit = answering("b", 200, "{}".getBytes(UTF_8));
        try (Streams streams = streams(nobody(), replaying, fit)) {
            assertEquals(200, streams.get(OBJECT, soon()).status());
        }
        assertEquals(List.of("a " + OBJECT, "b " + OBJECT), asked);
    }

    @Test
    void aTokenThatIsNotCoveredIsAnAnswerAndNotAskedForAgain() throws IOException {
        byte[] problem = "{\"type\":\"https://dsel.io/problems/token-not-covered\"}".getBytes(UTF_8);
        try (Streams streams = streams(answering("a", 503, problem), answering("b", 200, "{}".getBytes(UTF_8)))) {
            assertEquals(503, streams.get(OBJECT, soon()).status());
        }
        assertEquals(List.of("a " + OBJECT), asked);
    }

    @Test
    void oneThatHangsLeavesTimeForTheNext() throws IOException {
        URI fit = answering("b", 200, "{}".getBytes(UTF_8));
        try (Streams streams = streams(silent(), fit)) {
            assertEquals(
                    200,
                    streams.get(OBJECT, Deadline.in(Duration.ofMillis(600))).status());
        }
    }

    @Test
    void whenNoneAnswersEachIsNamedWithItsReason() throws IOException {
        URI nobody = nobody();
        URI replaying = answering("a", 503, REPLAYING.getBytes(UTF_8));
        URI silent = silent();
        try (Streams streams = streams(nobody, replaying, silent)) {
            TierUnavailableException e = assertThrows(
                    TierUnavailableException.class, () -> streams.get(OBJECT, Deadline.in(Duration.ofMillis(900))));
            assertTrue(e.getMessage().contains(nobody + " cannot be reached"), e.getMessage());
            assertTrue(e.getMessage().contains(replaying + " says 503, replaying"), e.getMessage());
            assertTrue(e.getMessage().contains(silent + " did not answer in time"), e.getMessage());
        }
    }

    @Test
    void whatIsNoJsonIsNoAnswer() throws IOException {
        try (Streams streams = streams(answering("a", 200, "<html>".getBytes(UTF_8)))) {
            assertThrows(TierUnavailableException.class, () -> streams.get(OBJECT, soon()));
        }
    }

    @Test
    void progressSaysOfEachInstanceHowItIs() throws IOException {
        URI fit = answering("a", 200, "{\"lag\":0}".getBytes(UTF_8));
        URI nobody = nobody();
        try (Streams store = streams(fit, nobody)) {
            assertEquals(0, store.progress().get(fit).lag().path("lag").asInt(-1));
            assertFalse(store.progress().get(nobody).ready());
        }
    }

    private static Streams streams(URI... urls) {
        return new Streams(List.of(urls), InstantSource.system());
    }

    private static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(5));
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
