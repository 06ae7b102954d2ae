package io.dsel.bench.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.index.IndexSort;
import io.dsel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The indices of events, over the JDK's HTTP client and without any code of the sink. */
final class EventIndices implements AutoCloseable {
    private static final int PAGE = 1000;
    private static final String JSON = "application/json";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String url;

    EventIndices(String url) {
        this.url = url;
    }

    /** Removes them all; the next document makes one again. */
    void delete() throws IOException, InterruptedException {
        String pattern = IndexSort.EVENTS.alias() + "-v*";
        JsonNode found = get("/_cat/indices/" + pattern + "?format=json&h=index&expand_wildcards=all");
        for (JsonNode index : found) {
            send("DELETE", "/" + index.path("index").stringValue(), BodyPublishers.noBody(), JSON);
        }
    }

    /** How many documents can be found once all that was written can be. */
    int count() throws IOException, InterruptedException {
        send("POST", "/" + IndexSort.EVENTS.alias() + "/_refresh", BodyPublishers.noBody(), JSON);
        return get("/" + IndexSort.EVENTS.alias() + "/_count").path("count").intValue();
    }

    /** Hands over every document, in the order of their ids. */
    void read(Consumer<Document> receiver) throws IOException, InterruptedException {
        ObjectNode query = Json.MAPPER.createObjectNode().put("size", PAGE);
        query.putArray("sort").addObject().put("eventId", "asc");
        JsonNode hits = search(query);
        while (!hits.isEmpty()) {
            for (JsonNode hit : hits) {
                byte[] source = Json.writeBytes(hit.get("_source"));
                receiver.accept(new Document(
                        hit.get("_index").stringValue(), hit.get("_id").stringValue(), source));
            }
            query.set("search_after", hits.get(hits.size() - 1).get("sort"));
            hits = search(query);
        }
    }

    /**
     * Sends one request to the bulk API and waits for its answer.
     *
     * @return the answer's body
     */
    byte[] bulk(byte[] lines, String filterPath) throws IOException, InterruptedException {
        return send(
                "POST", "/_bulk?filter_path=" + filterPath, BodyPublishers.ofByteArray(lines), "application/x-ndjson");
    }

    @Override
    public void close() {
        http.close();
    }

    private JsonNode search(ObjectNode query) throws IOException, InterruptedException {
        byte[] body = Json.writeBytes(query);
        byte[] answer =
                send("POST", "/" + IndexSort.EVENTS.alias() + "/_search", BodyPublishers.ofByteArray(body), JSON);
        return Json.parse(answer).at("/hits/hits");
    }

    private JsonNode get(String path) throws IOException, InterruptedException {
        return Json.parse(send("GET", path, BodyPublishers.noBody(), JSON));
    }

    private byte[] send(String method, String path, BodyPublisher body, String type)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", type)
                .method(method, body)
                .build();
        HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + " was answered with " + response.statusCode() + " "
                    + new String(response.body(), UTF_8));
        }
        return response.body();
    }
}
