package io.dsel.ingest;

import io.dsel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Requests to a service of this machine. */
final class HttpClientForTests implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    HttpClientForTests(int port) {
        this.port = port;
    }

    record Answer(int status, HttpHeaders headers, String text) {
        JsonNode json() {
            return Json.parse(text);
        }

        List<JsonNode> lines() {
            return text.lines().map(Json::parse).toList();
        }

        String header(String name) {
            return headers.firstValue(name).orElse("");
        }

        /** The last part of the problem's type. */
        String problem() {
            return json().path("type").asString().replace("https://dsel.io/problems/", "");
        }
    }

    Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody());
    }

    Answer post(String path, String type, String body) {
        return send("POST", path, BodyPublishers.ofString(body), "Content-Type", type);
    }

    Answer postJson(String path, String body) {
        return post(path, "application/json", body);
    }

    /** @param headers name, value, name, value, … */
    Answer send(String method, String path, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, body)
                .timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new AssertionError(method + " " + path + " got no answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
