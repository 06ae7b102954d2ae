package io.dsel.cli.git;

import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import io.dsel.event.EventKind;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The services over HTTP. */
final class HttpStack implements Stack, AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration CATCH_UP = Duration.ofSeconds(30);
    /** A topic takes the broker some ten milliseconds, and a history has a hundred kinds. */
    private static final Duration TOPICS = Duration.ofMinutes(5);

    private static final String JSON = "application/json";
    private static final String NDJSON = "application/x-ndjson";

    private final URI ingest;
    private final URI gateway;
    private final Optional<String> tier;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .build();

    /**
     * @param ingest root of the ingest service
     * @param gateway root of the query gateway
     * @param tier the one tier to read objects from, where it is not left to the gateway
     */
    HttpStack(URI ingest, URI gateway, Optional<String> tier) {
        this.ingest = ingest;
        this.gateway = gateway;
        this.tier = tier;
    }

    @Override
    public void createKinds(Collection<String> eventKinds) throws InterruptedException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        eventKinds.forEach(body.putArray("eventKinds")::add);
        HttpResponse<byte[]> response = post(ingest, "/v1/kinds", JSON, Json.writeBytes(body), TOPICS);
        if (response.statusCode() >= 400) {
            throw refused("the topics cannot be made", response);
        }
    }

    @Override
    public void catchUp() throws InterruptedException {
        known(List.of("none"), "?consistency=strong&timeoutMs=" + CATCH_UP.toMillis());
    }

    @Override
    public Set<String> known(List<String> eventIds) throws InterruptedException {
        return known(eventIds, "");
    }

    private Set<String> known(List<String> eventIds, String query) throws InterruptedException {
        ObjectNode body = Json.MAPPER.createObjectNode();
        eventIds.forEach(body.putArray("ids")::add);
        HttpResponse<byte[]> response = post(gateway, "/v1/events/known" + query, JSON, Json.writeBytes(body), ANSWER);
        if (response.statusCode() >= 400) {
            throw unavailable(gateway + " says: " + problem(response), response, null);
        }
        Set<String> known = new HashSet<>();
        json(response).path("known").forEach(id -> known.add(id.asString()));
        return known;
    }

    @Override
    public List<Outcome> store(List<SpooledEvent> events) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (SpooledEvent event : events) {
            body.writeBytes(event.json());
            body.write('\n');
        }
        HttpResponse<byte[]> response = post(ingest, "/v1/events", NDJSON, body.toByteArray(), ANSWER);
        if (response.statusCode() >= 400) {
            throw refused("the events are not taken", response);
        }
        return StreamedResults.read(response.body(), events.size());
    }

    @Override
    public ObjectAnswer read(String kind, String appId, String name, Instant asOf) throws InterruptedException {
        return read(new EntityKey(kind, appId, name), "?asOf=" + EventJson.time(asOf));
    }

    @Override
    public ObjectAnswer readStrong(String kind, String appId, String name, Instant asOf) throws InterruptedException {
        String query = "?asOf=" + EventJson.time(asOf) + "&consistency=strong&timeoutMs=" + CATCH_UP.toMillis();
        return read(new EntityKey(kind, appId, name), query);
    }

    private ObjectAnswer read(EntityKey entity, String query) throws InterruptedException {
        String path = "/v1/objects/" + entity.text() + query
                + tier.map("&tier="::concat).orElse("");
        HttpResponse<byte[]> response = send(
                HttpRequest.newBuilder(at(gateway, path)).GET().timeout(ANSWER).build());
        if (response.statusCode() == 404) {
            String type = json(response).path("type").asString("");
            return type.endsWith("deleted") ? new ObjectAnswer.Deleted() : new ObjectAnswer.NotYet();
        }
        if (response.statusCode() >= 400) {
            throw refused("the object cannot be read", response);
        }
        String field = new EventKind(entity.kind(), "Applied").objectField();
        return new ObjectAnswer.Found(json(response).path("event").path("spec").path(field));
    }

    @Override
    public void close() {
        http.close();
    }

    private HttpResponse<byte[]> post(URI service, String path, String type, byte[] body, Duration patience)
            throws InterruptedException {
        return send(HttpRequest.newBuilder(at(service, path))
                .timeout(patience)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    /** Answers that only mean "not now" are exceptions; refusals are not. */
    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        HttpResponse<byte[]> response;
        try {
            response = http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new UnavailableException(
                    request.uri().resolve("/") + " does not answer (" + why + ")", Optional.empty(), e);
        }
        int status = response.statusCode();
        if (status == 429 || status == 502 || status == 503 || status == 504) {
            throw unavailable(request.uri().resolve("/") + " says: " + problem(response), response, null);
        }
        return response;
    }

    private static URI at(URI service, String path) {
        String root = service.toString();
        return URI.create((root.endsWith("/") ? root.substring(0, root.length() - 1) : root) + path);
    }

    private static UnavailableException unavailable(String message, HttpResponse<?> response, Throwable cause) {
        Optional<Duration> retryAfter = response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
        return new UnavailableException(message, retryAfter, cause);
    }

    private static ImportException refused(String what, HttpResponse<byte[]> response) {
        return new ImportException(
                what + ": " + response.uri() + " says: " + problem(response) + " (" + response.statusCode() + ")");
    }

    private static String problem(HttpResponse<byte[]> response) {
        try {
            return StreamedResults.problem(Json.parse(response.body()));
        } catch (SyntaxException e) {
            String text = new String(response.body(), StandardCharsets.UTF_8).strip();
            return text.isEmpty()
                    ? "status " + response.statusCode()
                    : text.lines().findFirst().orElse(text);
        }
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        try {
            return Json.parse(response.body());
        } catch (SyntaxException e) {
            throw new ImportException(response.uri() + " does not answer in JSON; is it a service of DSEL?", e);
        }
    }
}
