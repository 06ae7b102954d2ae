package io.dsel.gateway.store;

import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.TierUnavailableException;
import io.dsel.json.Json;
import io.dsel.json.SyntaxException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** The streams instances. Any of them answers any key, so one that does not answer, or says 503, is passed over. */
public final class Streams implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final int UNAVAILABLE = 503;

    private final Instances instances;
    private final HttpClient http;

    public Streams(List<URI> urls, InstantSource clock) {
        this.instances = new Instances(urls, clock);
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /** @param body JSON; an object with nothing in it where there was none */
    public record Answer(int status, JsonNode body) {

        /** The last part of a problem's type; empty if it is none. */
        String problem() {
            String type = body.path("type").asString("");
            return type.substring(type.lastIndexOf('/') + 1);
        }

        String detail() {
            return body.path("detail").asString("without a reason");
        }
    }

    /**
     * @param target path and query of the instances' API, encoded, such as {@code /v1/objects/Artifact/09287/vpc?asOf=…}
     * @throws TierUnavailableException if none answered; says of each why
     */
    public Answer get(String target, Deadline deadline) {
        Map<URI, String> reasons = new LinkedHashMap<>();
        List<URI> inTurn = instances.inTurn();
        for (int i = 0; i < inTurn.size(); i++) {
            URI url = inTurn.get(i);
            Duration share = deadline.remaining().dividedBy(inTurn.size() - i);
            try {
                Answer answer = send(url, target, share);
                if (answer.status() != UNAVAILABLE || answer.problem().equals("token-not-covered")) {
                    instances.answered(url); // another instance would only ask the same owner for the token
                    return answer;
                }
                reasons.put(url, "says " + UNAVAILABLE + ", " + answer.detail());
            } catch (IOException e) {
                reasons.put(url, reason(e));
            }
            instances.failed(url);
            LOG.debug("streams instance {} {}", url, reasons.get(url));
        }
        throw new TierUnavailableException(reasons.entrySet().stream()
                .map(reason -> reason.getKey() + " " + reason.getValue())
                .collect(Collectors.joining(", ")));
    }

    /** Each instance and what it says of itself: its {@code /v1/lag}, or why it gave none. */
    public Map<URI, Progress> progress() {
        Map<URI, Progress> all = new LinkedHashMap<>();
        for (URI url : instances.all()) {
            try {
                Answer answer = send(url, "/v1/lag", PROBE);
                all.put(
                        url,
                        answer.status() == 200
                                ? new Progress(true, "", answer.body())
                                : new Progress(false, "says " + answer.status() + ", " + answer.detail(), null));
            } catch (IOException e) {
                all.put(url, new Progress(false, reason(e), null));
            }
        }
        return all;
    }

    /**
     * How an instance is.
     *
     * @param detail why it is not ready
     * @param lag what its {@code /v1/lag} said, or null
     */
    public record Progress(boolean ready, String detail, JsonNode lag) {}

    @Override
    public void close() {
        http.shutdownNow();
    }

    private Answer send(URI url, String target, Duration limit) throws IOException {
        if (limit.isZero()) {
            throw new HttpTimeoutException("no time was left");
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + target)).timeout(limit).build();
        try {
            HttpResponse<byte[]> response = http.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), Json.parse(response.body()));
        } catch (SyntaxException e) {
            throw new IOException("what it says is no JSON", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "did not answer in time";
        }
        String message = e.getMessage();
        return "cannot be reached (" + e.getClass().getSimpleName() + (message == null ? "" : ": " + message) + ")";
    }
}
