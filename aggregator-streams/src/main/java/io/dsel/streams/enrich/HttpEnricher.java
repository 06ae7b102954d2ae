package io.dsel.streams.enrich;

import io.dsel.aggregate.Enricher;
import io.dsel.aggregate.UnavailableException;
import io.dsel.aggregate.UrlTemplate;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.SortedMap;
import tools.jackson.databind.JsonNode;

/** Asks a server for JSON. */
final class HttpEnricher implements Enricher {
    private static final int MOST_BYTES = 64 << 10;
    private static final int NO_CONTENT = 204;
    private static final Set<Integer> NOTHING_THERE = Set.of(NO_CONTENT, 404, 410);

    /** Too slow, too early, too many: of all that say that the request is wrong, these say that it need not stay so. */
    private static final Set<Integer> TRY_LATER = Set.of(408, 425, 429);

    private final HttpClient client;
    private final AllowedHosts hosts;
    private final UrlTemplate url;
    private final String pointer;

    /** @param pointer to the part of the answer that counts; empty for all of it */
    HttpEnricher(HttpClient client, AllowedHosts hosts, UrlTemplate url, String pointer) {
        this.client = client;
        this.hosts = hosts;
        this.url = url;
        this.pointer = pointer;
    }

    @Override
    public JsonNode ask(SortedMap<String, String> parameters) throws UnavailableException, InterruptedException {
        if (!hosts.allows(url.host())) {
            throw UnavailableException.lasting(url.host() + " is not one of enrichment.hosts, which may be asked");
        }
        HttpRequest request = HttpRequest.newBuilder(filled(parameters))
                .header("Accept", "application/json")
                .build();
        try {
            HttpResponse<InputStream> response = client.send(request, HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return value(response.statusCode(), body);
            }
        } catch (IOException e) {
            throw UnavailableException.passing(url.host() + " could not be asked: " + message(e));
        }
    }

    private URI filled(SortedMap<String, String> parameters) throws UnavailableException {
        try {
            return url.fill(parameters);
        } catch (IllegalArgumentException e) {
            throw UnavailableException.lasting(e.getMessage());
        }
    }

    private JsonNode value(int status, InputStream body) throws UnavailableException, IOException {
        if (NOTHING_THERE.contains(status)) {
            return Json.MAPPER.getNodeFactory().nullNode();
        }
        String answered = url.host() + " answered " + status;
        if (status >= 300 && status < 400) {
            throw UnavailableException.lasting(answered + ", which leads elsewhere and is not followed");
        }
        if (status >= 400) {
            boolean passing = status >= 500 || TRY_LATER.contains(status);
            throw passing ? UnavailableException.passing(answered) : UnavailableException.lasting(answered);
        }
        byte[] bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw UnavailableException.lasting(answered + " with more than " + MOST_BYTES + " bytes");
        }
        try {
            JsonNode part = Json.parse(bytes).at(pointer);
            return part.isMissingNode() ? Json.MAPPER.getNodeFactory().nullNode() : part;
        } catch (SyntaxException e) {
            throw UnavailableException.passing(answered + " with what is no JSON: " + e.getMessage());
        }
    }

    /** Some have none. */
    private static String message(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
