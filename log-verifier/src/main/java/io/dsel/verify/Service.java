package io.dsel.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Instances of a service that speaks JSON over HTTP; the first that answers is asked. */
final class Service implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final int UNAVAILABLE = 503;

    private final String name;
    private final List<URI> instances;
    private final HttpClient http;

    Service(String name, List<URI> instances) {
        this.name = name;
        this.instances = instances;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    /** @param body JSON */
    record Answer(int status, JsonNode body) {}

    /** @throws VerificationException if no instance answers, or all say that they are not ready */
    Answer get(String target) {
        return send("GET", target, null);
    }

    /** @param body null for none */
    Answer send(String method, String target, JsonNode body) {
        String reason = "is nowhere";
        for (URI instance : instances) {
            try {
                Answer answer = send(instance, method, target, body);
                if (answer.status() != UNAVAILABLE) {
                    return answer;
                }
                reason = "at " + instance + " says " + UNAVAILABLE + ", "
                        + answer.body().path("detail").asString("without a reason");
            } catch (IOException e) {
                reason = "does not answer at " + instance + " (" + e + ")";
            }
        }
        throw new VerificationException("the " + name + " " + reason);
    }

    /** @throws VerificationException if the answer is none of success */
    JsonNode ok(Answer answer, String what) {
        if (answer.status() != 200) {
            throw new VerificationException("the " + name + " answers " + what + " with " + answer.status() + ": "
                    + answer.body().path("detail").asString(answer.body().toString()));
        }
        return answer.body();
    }

    /** A part of a path or of a query, encoded; dots alone would be taken for the folder itself or the one above. */
    static String encode(String text) {
        if (text.equals(".") || text.equals("..")) {
            return text.replace(".", "%2E");
        }
        return URLEncoder.encode(text, UTF_8).replace("+", "%20");
    }

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer send(URI instance, String method, String target, JsonNode body) throws IOException {
        String root = instance.toString().replaceFirst("/+$", "");
        HttpRequest request = HttpRequest.newBuilder(URI.create(root + target))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(Json.writeBytes(body)))
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            byte[] answer = response.body();
            return new Answer(
                    response.statusCode(), answer.length == 0 ? Json.MAPPER.createObjectNode() : Json.parse(answer));
        } catch (SyntaxException e) {
            throw new IOException("what it says is no JSON: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new VerificationException("interrupted while the " + name + " was asked", e);
        }
    }
}
