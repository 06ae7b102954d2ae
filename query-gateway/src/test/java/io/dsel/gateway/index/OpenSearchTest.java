package io.dsel.gateway.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import io.dsel.json.Json;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What OpenSearch says, as it was seen to. */
class OpenSearchTest {
    private static final String ALL_STARTING = """
            {"error":{"root_cause":[],"type":"search_phase_execution_exception","reason":"all shards failed",\
            "phase":"query","grouped":true,"failed_shards":[]},"status":503}""";
    private static final String SOME_STARTING = """
            {"error":{"root_cause":[],"type":"search_phase_execution_exception","reason":"Search rejected due to missing \
            shards [[dsel-events-v1-2026.02][0]]. Consider using `allow_partial_search_results` setting to bypass this \
            error.","phase":"query","grouped":true,"failed_shards":[]},"status":503}""";
    private static final Duration LONG = Duration.ofMinutes(1);

    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;
    private OpenSearch openSearch;
    private volatile String starting;
    private volatile int startsAfter;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", exchange -> {
            boolean isStarting = asked.incrementAndGet() <= startsAfter;
            byte[] body = (isStarting ? starting : "{\"took\":1}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(isStarting ? 503 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        openSearch = new OpenSearch(
                List.of(URI.create("http://127.0.0.1:" + server.getAddress().getPort())), Duration.ofSeconds(20));
    }

    @AfterEach
    void stop() {
        openSearch.close();
        server.stop(0);
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_STARTING, SOME_STARTING})
    void aSearchWaitsForAnIndexThatHasJustBeenMade(String answer) {
        starting = answer;
        startsAfter = 3;
        assertEquals(1, search(LONG));
        assertEquals(4, asked.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {ALL_STARTING, SOME_STARTING})
    void anIndexThatDoesNotComeIsNotWaitedForForEver(String answer) {
        starting = answer;
        startsAfter = Integer.MAX_VALUE;
        assertThrows(IndexStartingException.class, () -> search(Duration.ZERO));
        assertEquals(1, asked.get());
    }

    private int search(Duration patience) {
        return openSearch
                .search("/dsel-events-v1-*/_search", Map.of(), Json.parse("{}"), patience)
                .path("took")
                .asInt();
    }
}
