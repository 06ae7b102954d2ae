package io.dsel.sink.opensearch;

import io.dsel.json.Json;
import io.dsel.sink.bulk.BulkItem;
import io.dsel.sink.bulk.BulkReply;
import io.dsel.sink.bulk.BulkTransport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;
import org.opensearch.client.transport.httpclient5.ResponseException;
import tools.jackson.databind.JsonNode;

/**
 * OpenSearch by bytes: what is sent is built elsewhere and what comes back is read elsewhere, so that a document costs
 * no tree and no typed object on the way. Every HTTP status is an answer; only silence is an error.
 */
public final class OpenSearch implements BulkTransport, AutoCloseable {
    /** After which a bulk request counts as unanswered, and is sent again. */
    private static final Timeout RESPONSE_TIMEOUT = Timeout.ofSeconds(60);

    private static final Timeout CONNECT_TIMEOUT = Timeout.ofSeconds(3);
    private static final String NDJSON = "application/x-ndjson";
    private static final String JSON = "application/json";

    private final OpenSearchTransport transport;
    private final OpenSearchGenericClient client;

    /** @param nodes one or more; requests go to them in turn, and past those that don't answer */
    public OpenSearch(List<URI> nodes) {
        HttpHost[] hosts = nodes.stream()
                .map(node -> new HttpHost(node.getScheme(), node.getHost(), node.getPort()))
                .toArray(HttpHost[]::new);
        transport = ApacheHttpClient5TransportBuilder.builder(hosts)
                .setConnectionConfigCallback(connection ->
                        connection.setConnectTimeout(CONNECT_TIMEOUT).setSocketTimeout(RESPONSE_TIMEOUT))
                .setRequestConfigCallback(request -> request.setResponseTimeout(RESPONSE_TIMEOUT))
                .build();
        client = new OpenSearchGenericClient(transport);
    }

    @Override
    public CompletableFuture<BulkReply> send(List<? extends BulkItem> items) {
        Iterator<? extends BulkItem> rest = items.iterator();
        InputStream body = new SequenceInputStream(new Enumeration<>() {
            @Override
            public boolean hasMoreElements() {
                return rest.hasNext();
            }

            @Override
            public InputStream nextElement() {
                return new ByteArrayInputStream(rest.next().lines());
            }
        });
        return execute(Requests.create(
                "POST",
                "/_bulk",
                Collections.emptyList(),
                Map.of("filter_path", FILTER_PATH),
                Body.from(body, NDJSON)));
    }

    /**
     * One request with or without a JSON body.
     *
     * @throws IOException if there is no answer
     */
    BulkReply request(String method, String path, Map<String, String> parameters, JsonNode body) throws IOException {
        Body sent = body == null ? null : Body.from(Json.writeBytes(body), JSON);
        try {
            return execute(Requests.create(method, path, Collections.emptyList(), parameters, sent))
                    .join();
        } catch (CompletionException e) {
            throw new IOException("OpenSearch does not answer: " + e.getCause(), e.getCause());
        }
    }

    /**
     * One request for JSON. What is to be deleted and is not there is no error.
     *
     * @throws IOException if there is no answer, or one of failure
     */
    JsonNode ask(String method, String path, Map<String, String> parameters, JsonNode body) throws IOException {
        BulkReply reply = request(method, path, parameters, body);
        if (method.equals("DELETE") && reply.status() == 404) {
            return Json.MAPPER.createObjectNode();
        }
        if (reply.status() >= 300) {
            throw new IOException(method + " " + path + " was answered with " + reply.text());
        }
        return Json.parse(reply.body());
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (IOException e) {
            throw new UncheckedIOException("closing OpenSearch's client", e);
        }
    }

    private CompletableFuture<BulkReply> execute(Request request) {
        return client.executeAsync(request).handle((response, error) -> {
            if (error == null) {
                return reply(response);
            }
            Throwable cause = error;
            while (cause != null && !(cause instanceof ResponseException)) {
                cause = cause.getCause();
            }
            if (cause instanceof ResponseException refused) {
                return reply(refused);
            }
            throw error instanceof CompletionException e ? e : new CompletionException(error);
        });
    }

    private static BulkReply reply(Response response) {
        byte[] body = response.getBody().map(Body::bodyAsBytes).orElseGet(() -> new byte[0]);
        return new BulkReply(response.getStatus(), body);
    }

    /**
     * Most statuses of 400 and above reach us as an exception, whose response is out of reach; the answer's body is the
     * last part of its message.
     */
    private static BulkReply reply(ResponseException refused) {
        int body = refused.getMessage().indexOf("\n{");
        String text = body < 0 ? "" : refused.getMessage().substring(body + 1);
        return new BulkReply(refused.status(), text.getBytes(StandardCharsets.UTF_8));
    }
}
