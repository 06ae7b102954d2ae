package io.dsel.streams;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Asks one instance. */
record Client(String url) {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param body JSON */
    record Answer(int status, JsonNode body) {
        JsonNode ok() {
            assertEquals(200, status, () -> body.toString());
            return body;
        }

        /** The problem's type, without its address. */
        String problem() {
            String type = body.path("type").asString("no problem: " + body);
            return status + " " + type.substring(type.lastIndexOf('/') + 1);
        }
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).build());
    }

    /** Asks as another instance would: for what it has itself. */
    Answer forwarded(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Dsel-Forwarded", "true")
                .build());
    }

    Answer post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /** All items of a paged list. */
    List<JsonNode> pages(String path, String cursor) {
        List<JsonNode> items = new ArrayList<>();
        String next = "";
        while (true) {
            JsonNode page = get(path + next).ok();
            page.path("items").forEach(items::add);
            if (page.path("next").isNull()) {
                return items;
            }
            next = "&" + cursor + "=" + page.path("next").stringValue();
        }
    }

    boolean isHealthy() {
        try {
            return get("/health").status() == 200;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    private static Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.parse(response.body()));
        } catch (IOException e) {
            throw new IllegalStateException(request.uri() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
