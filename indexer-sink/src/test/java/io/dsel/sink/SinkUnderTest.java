package io.dsel.sink;

import io.dsel.json.Json;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain.Stops;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import tools.jackson.databind.JsonNode;

/** The whole service, in this JVM, against a stack; and OpenSearch beside it. */
final class SinkUnderTest implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final Stops stops = new Stops();
    private final String openSearchUrl;
    private final HttpServer http;

    SinkUnderTest(DevStackExtension stack, Map<String, String> options) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "DSEL_BOOTSTRAP_SERVERS", stack.bootstrapServers(),
                "DSEL_SCHEMA_REGISTRY_URL", stack.schemaRegistryUrl(),
                "DSEL_OPENSEARCH_URL", stack.openSearchUrl(),
                "DSEL_HTTP_PORT", "0"));
        environment.putAll(options);
        openSearchUrl = stack.openSearchUrl();
        http = SinkService.start(new Configuration(SinkOptions.all(), environment, Optional.empty()), stops);
    }

    JsonNode get(String path) {
        return send("GET", url() + path, null);
    }

    JsonNode post(String path, String body) {
        return send("POST", url() + path, body);
    }

    /** A request to OpenSearch. */
    JsonNode index(String method, String path, String body) {
        return send(method, openSearchUrl + path, body);
    }

    /** A search for at most 10,000 documents, after a refresh. */
    JsonNode search(String alias, String query) {
        index("POST", "/" + alias + "/_refresh", "");
        return index(
                "POST",
                "/" + alias + "/_search",
                "{\"size\":10000,\"seq_no_primary_term\":true,\"version\":true,\"track_total_hits\":true,"
                        + "\"sort\":[\"eventId\"],\"query\":" + query + "}");
    }

    int count(String alias, String query) {
        return search(alias, query).at("/hits/total/value").intValue();
    }

    /** Until everything in the log is settled and committed. */
    void awaitNoLag() {
        try {
            await("no lag", () -> get("/v1/lag").path("lag").longValue() == 0);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("after a minute: " + get("/health") + " " + get("/v1/lag"), e);
        }
    }

    static void await(String what, java.util.concurrent.Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(condition);
    }

    @Override
    public void close() {
        stops.close();
        client.close();
    }

    private String url() {
        return "http://127.0.0.1:" + http.port();
    }

    private JsonNode send(String method, String url, String body) {
        HttpRequest.BodyPublisher publisher =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                .header("content-type", "application/json")
                .method(method, publisher)
                .build();
        try {
            HttpResponse<byte[]> answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return Json.parse(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + url + " was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
