package io.dsel.gateway;

import io.dsel.json.Json;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import io.dsel.service.ServiceMain.Stops;
import io.dsel.stack.junit.DevStackExtension;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** The whole gateway, in this JVM, against a stack. */
final class GatewayUnderTest implements AutoCloseable {
    private final Stops stops = new Stops();
    private final HttpClient client = HttpClient.newHttpClient();
    private final HttpServer http;

    /** @param streamsUrls comma separated */
    GatewayUnderTest(DevStackExtension stack, String streamsUrls) {
        Map<String, String> environment = Map.of(
                "DSEL_BOOTSTRAP_SERVERS",
                stack.bootstrapServers(),
                "DSEL_SCHEMA_REGISTRY_URL",
                stack.schemaRegistryUrl(),
                "DSEL_OPENSEARCH_URL",
                stack.openSearchUrl(),
                "DSEL_STREAMS_URLS",
                streamsUrls,
                "DSEL_REGION",
                "test",
                "DSEL_HTTP_PORT",
                "0");
        http = QueryGateway.start(new Configuration(GatewayOptions.all(), environment, Optional.empty()), stops);
    }

    record Answer(int status, JsonNode body, HttpResponse<byte[]> response) {
        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The body of an answer that must be a good one. */
        JsonNode ok() {
            if (status != 200) {
                throw new AssertionError(response.uri() + " answers " + status + " " + body);
            }
            return body;
        }

        String problem() {
            String type = body.path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }
    }

    /** @param pathAndQuery encoded */
    Answer get(String pathAndQuery) {
        return send(HttpRequest.newBuilder(url(pathAndQuery)).build());
    }

    /** @param parameters name and value in turn, not encoded */
    Answer search(String... parameters) {
        StringBuilder query = new StringBuilder("/v1/search?");
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8))
                    .append('&');
        }
        return get(query.toString());
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(url(path))
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    @Override
    public void close() {
        client.close();
        stops.close();
    }

    URI url(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + http.port() + pathAndQuery);
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = client.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.parse(response.body()), response);
        } catch (IOException e) {
            throw new AssertionError(request.uri() + " gave no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
