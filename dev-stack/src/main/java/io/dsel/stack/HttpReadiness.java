package io.dsel.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Ready when a GET of the address answers 200; any other answer is quoted as the obstacle. */
record HttpReadiness(HttpClient client, URI address) implements Readiness {

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final int QUOTED = 500;

    static HttpReadiness of(URI address) {
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(LIMIT)
                .build();
        return new HttpReadiness(client, address);
    }

    @Override
    public Optional<String> obstacle() {
        HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
        try {
            HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200
                    ? Optional.empty()
                    : Optional.of(address + " answers " + response.statusCode() + " " + shortened(response.body()));
        } catch (IOException e) {
            return Optional.of(address + " does not answer: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static String shortened(String body) {
        return body.length() <= QUOTED ? body : body.substring(0, QUOTED) + "…";
    }
}
