package io.dsel.gateway.index;

import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;
import tools.jackson.databind.JsonNode;

/** Requests to OpenSearch as JSON trees, and what its statuses mean here. */
final class OpenSearch implements AutoCloseable {
    private static final Timeout CONNECT = Timeout.ofSeconds(2);

    /** How OpenSearch says that, where a part of the shards does not do, and where it does; there is no code for it. */
    private static final List<String> STARTING = List.of("missing shards", "\"failed_shards\":[]");

    private static final Duration PAUSE = Duration.ofMillis(50);

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;

    /** @param timeout of one answer */
    OpenSearch(List<URI> urls, Duration timeout) {
        HttpHost[] hosts = urls.stream().map(HttpHost::create).toArray(HttpHost[]::new);
        this.transport = ApacheHttpClient5TransportBuilder.builder(hosts)
                .setConnectionConfigCallback(
                        config -> config.setConnectTimeout(CONNECT).setSocketTimeout(Timeout.of(timeout)))
                .setRequestConfigCallback(config -> config.setResponseTimeout(Timeout.of(timeout)))
                .build();
        this.client = new OpenSearchGenericClient(transport);
    }

    /**
     * Searches, and again as long as an index has just been made and does not answer: the first event of a month makes one.
     *
     * @param starting how long such an index is waited for
     * @throws IndexUnavailableException as {@link #ask} does
     * @throws QueryRefusedException as {@link #ask} does
     */
    JsonNode search(String path, Map<String, String> parameters, JsonNode body, Duration starting) {
        long until = System.nanoTime() + starting.toNanos();
        while (true) {
            try {
                return ask("POST", path, parameters, body);
            } catch (IndexStartingException e) {
                if (System.nanoTime() - until >= 0) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    /**
     * @param body null for none
     * @throws IndexStartingException if an index that was made just now has no shard that answers yet
     * @throws IndexUnavailableException if it does not answer, refuses for load, or fails
     * @throws QueryRefusedException if it says that the request is wrong
     */
    JsonNode ask(String method, String path, Map<String, String> parameters, JsonNode body) {
        Body sent = body == null ? null : Body.from(Json.writeBytes(body), "application/json");
        try (Response response = client.execute(Requests.create(method, path, List.of(), parameters, sent))) {
            byte[] bytes = response.getBody().map(Body::bodyAsBytes).orElse(new byte[] {'{', '}'});
            if (response.getStatus() == 400) {
                throw new QueryRefusedException(reason(Json.parse(bytes)));
            }
            if (response.getStatus() >= 300) {
                throw new IndexUnavailableException(
                        "OpenSearch answered " + response.getStatus() + " to " + method + " " + path, null);
            }
            return Json.parse(bytes);
        } catch (ResponseException e) {
            throw STARTING.stream().anyMatch(e.getMessage()::contains)
                    ? new IndexStartingException(e)
                    : new IndexUnavailableException("OpenSearch does not answer: " + e.getMessage(), e);
        } catch (IOException | SyntaxException e) {
            throw new IndexUnavailableException("OpenSearch does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing the client of OpenSearch", e);
        }
    }

    /** The innermost reason, which is the one that says what was wrong. */
    private static String reason(JsonNode answer) {
        JsonNode error = answer.path("error");
        JsonNode shard = error.path("failed_shards").path(0).path("reason");
        JsonNode cause = shard.isMissingNode() ? error.path("root_cause").path(0) : shard;
        while (cause.path("caused_by").isObject()) {
            cause = cause.path("caused_by");
        }
        return cause.path("reason").asString("OpenSearch gave no reason");
    }
}
