package io.dsel.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private static final int CLIENTS = 500;
    private static final int PATIENCE_MILLIS = 10_000;

    private final AtomicReference<Health> health = new AtomicReference<>(Health.up());
    private HttpServer server;

    @BeforeEach
    void start() {
        Component log = new Component() {
            @Override
            public String name() {
                return "log";
            }

            @Override
            public Health check() {
                return health.get();
            }

            @Override
            public void close() {}
        };
        ProblemTable problems = new ProblemTable()
                .on(ArithmeticException.class, e -> new Problem(422, "sum", "Bad sum", e.getMessage()));
        server = new HttpServer(
                List.of(log), problems, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), routes -> {
                    routes.get("/known", ctx -> {
                        throw new ArithmeticException("1/0");
                    });
                    routes.get("/parts/{a}/{b}", ctx -> ctx.result(ctx.pathParam("a") + " and " + ctx.pathParam("b")));
                    routes.get("/unknown", ctx -> {
                        throw new IllegalStateException("secret inside");
                    });
                });
        server.start("127.0.0.1", 0);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    /** A client of Java keeps a connection for 30 s, most others and balancers for 60 s, and none asks before it uses one. */
    @Test
    void connectionsStayOpenForLongerThanClientsKeepThem() {
        assertTrue(
                server.connector().getIdleTimeout() > Duration.ofSeconds(60).toMillis(),
                server.connector().toString());
    }

    @Test
    void hundredsOfClientsMayConnectBeforeAnyIsServed() throws Exception {
        server.connector().setAccepting(false);
        List<Socket> clients = new ArrayList<>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                Socket client = new Socket();
                clients.add(client);
                client.connect(new InetSocketAddress("127.0.0.1", server.port()), PATIENCE_MILLIS);
            }
        } finally {
            for (Socket client : clients) {
                client.close();
            }
        }
    }

    @Test
    void healthIs503WithTheReasonUntilEveryPartIsReady() throws Exception {
        assertEquals(200, get("/health").statusCode());
        health.set(Health.down("no broker"));
        HttpResponse<String> answer = get("/health");
        assertEquals(503, answer.statusCode());
        assertTrue(answer.body().contains("no broker"), answer.body());
    }

    @Test
    void anExceptionInTheTableLeavesAsItsProblem() throws Exception {
        HttpResponse<String> answer = get("/known");
        assertEquals(422, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElseThrow());
        assertTrue(answer.body().contains("\"detail\":\"1/0\""), answer.body());
    }

    @Test
    void anyOtherExceptionTellsNothingOfTheInside() throws Exception {
        HttpResponse<String> answer = get("/unknown");
        assertEquals(500, answer.statusCode());
        assertFalse(answer.body().contains("secret"), answer.body());
    }

    @Test
    void anUnknownPathIsAProblemToo() throws Exception {
        HttpResponse<String> answer = get("/nowhere");
        assertEquals(404, answer.statusCode());
        assertEquals(
                "application/problem+json",
                answer.headers().firstValue("content-type").orElseThrow());
        assertTrue(answer.body().contains("GET /nowhere"), answer.body());
    }

    @Test
    void anEncodedPartOfAPathIsDecodedOnce() throws Exception {
        assertEquals("cluster/apps and a b", get("/parts/cluster%2Fapps/a%20b").body());
        assertEquals("100%25 and +;x\\", get("/parts/100%2525/+%3Bx%5C").body());
        assertEquals(".. and ü", get("/parts/%2E%2E/%C3%BC").body());
    }

    @Test
    void requestsAreCounted() throws Exception {
        get("/health");
        assertTrue(get("/metrics").body().contains("dsel_http_requests_seconds_count"));
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI url = URI.create("http://127.0.0.1:" + server.port() + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString());
        }
    }
}
