package io.dsel.cli.api;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Requests to one service. Safe for use by many threads. */
public final class Api implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(90);

    private final URI service;
    private final HttpClient http;

    /** @param service its root, such as {@code http://127.0.0.1:8083} */
    public Api(URI service) {
        this.service = service;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    public URI service() {
        return service;
    }

    /** @throws CliException if the service does not answer */
    public Answer get(Url url) {
        return send(request(url).GET().build());
    }

    /**
     * @param headers name to value; those without a value are left out
     * @throws CliException if the service does not answer
     */
    public Answer send(String method, Url url, JsonNode body, Map<String, String> headers) {
        HttpRequest.Builder request = request(url).header("Content-Type", "application/json");
        headers.forEach((name, value) -> {
            if (value != null && !value.isEmpty()) {
                request.header(name, value);
            }
        });
        return send(request.method(method, BodyPublishers.ofByteArray(Json.writeBytes(body)))
                .build());
    }

    /**
     * A stream of events, as it comes.
     *
     * @param lastId the last that was seen before; null for none
     * @throws IOException if the service does not answer
     */
    public Opened open(Url url, String lastId) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url.at(service)).header("Accept", "text/event-stream");
        if (lastId != null) {
            request.header("Last-Event-ID", lastId);
        }
        try {
            HttpResponse<InputStream> response = http.send(request.build(), BodyHandlers.ofInputStream());
            if (response.statusCode() < 400) {
                return new Opened(response.body(), Optional.empty());
            }
            byte[] body = response.body().readAllBytes();
            return new Opened(
                    InputStream.nullInputStream(),
                    Optional.of(new Problem(response.statusCode(), body(response.statusCode(), body))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
    }

    /**
     * A stream that was asked for.
     *
     * @param refused why there is none
     */
    public record Opened(InputStream body, Optional<Problem> refused) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            body.close();
        }
    }

    /** Ends requests under way. */
    @Override
    public void close() {
        http.shutdownNow();
    }

    private HttpRequest.Builder request(Url url) {
        return HttpRequest.newBuilder(url.at(service)).timeout(ANSWER).header("Accept", "application/json");
    }

    private Answer send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            JsonNode body = body(response.statusCode(), response.body());
            return response.statusCode() < 400
                    ? new Answer.Done(body, Receipt.of(response.headers()))
                    : new Answer.Refused(new Problem(response.statusCode(), body));
        } catch (ConnectException | HttpConnectTimeoutException e) {
            throw new CliException(
                    ExitCode.NOT_READY,
                    "nothing answers at " + service + ": is the stack up? Try ./dsel up, or ./dsel status");
        } catch (HttpTimeoutException e) {
            throw new CliException(
                    ExitCode.FAILED,
                    service + " did not answer " + request.uri().getPath() + " within " + ANSWER.toSeconds() + " s");
        } catch (IOException e) {
            throw new CliException(ExitCode.FAILED, service + " broke off its answer: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CliException(ExitCode.FAILED, "interrupted");
        }
    }

    private JsonNode body(int status, byte[] answer) {
        if (answer.length == 0) {
            return Json.MAPPER.createObjectNode();
        }
        try {
            return Json.parse(answer);
        } catch (SyntaxException e) {
            if (status >= 400) {
                String text = new String(answer, StandardCharsets.UTF_8);
                return Json.MAPPER
                        .createObjectNode()
                        .put("detail", text.strip().lines().findFirst().orElse(""));
            }
            throw new CliException(
                    ExitCode.FAILED,
                    service + " answered what is no JSON (" + e.getMessage() + "); does a service of DSEL run there?");
        }
    }
}
