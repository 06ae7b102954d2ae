package io.dsel.gateway.store;

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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Asks the streams instances. Any of them answers any key, so one that does not answer, or says 503, is passed over for
 * the next. Bodies are not read, only handed on.
 */
public final class StoreTier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoreTier.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration PROBE = Duration.ofSeconds(1);
    private static final int UNAVAILABLE = 503;
    private static final List<String> PASSED_ON = List.of("Dsel-Tier", "Dsel-Age-Ms", "Dsel-Region", "Retry-After");

    private final Instances instances;
    private final Duration timeout;
    private final HttpClient http;

    /** @param timeout that one instance has for its answer, besides what the caller lets it wait for a token */
    public StoreTier(List<URI> urls, Duration timeout, InstantSource clock) {
        this.instances = new Instances(urls, clock);
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build();
    }

    /**
     * @param target path and query of the instances' API, encoded, such as {@code /v1/objects/Artifact/09287/vpc?asOf=…}
     * @param wait how long the answer may be held back on the caller's own wish
     * @throws StoreUnavailableException if none answered
     */
    public StoreAnswer get(String target, Duration wait) {
        Map<URI, String> reasons = new LinkedHashMap<>();
        for (URI url : instances.inTurn()) {
            try {
                HttpResponse<byte[]> answer = send(url, target, timeout.plus(wait));
                if (answer.statusCode() != UNAVAILABLE || isOwnWord(answer.body())) {
                    instances.answered(url);
                    return answer(answer);
                }
                reasons.put(url, "says " + UNAVAILABLE + ", " + detail(answer.body()));
            } catch (IOException e) {
                reasons.put(url, reason(e));
            }
            instances.failed(url);
            LOG.info("streams instance {} {}; trying the next", url, reasons.get(url));
        }
        throw new StoreUnavailableException(reasons);
    }

    /** Each instance and what it says of itself: its {@code /v1/lag}, or why it gave none. */
    public Map<URI, Progress> progress() {
        Map<URI, Progress> all = new LinkedHashMap<>();
        for (URI url : instances.all()) {
            try {
                HttpResponse<byte[]> answer = send(url, "/v1/lag", PROBE);
                boolean ok = answer.statusCode() == 200;
                all.put(
                        url,
                        ok
                                ? new Progress(true, "", Json.parse(answer.body()))
                                : new Progress(
                                        false, "says " + answer.statusCode() + ", " + detail(answer.body()), null));
            } catch (IOException e) {
                all.put(url, new Progress(false, reason(e), null));
            } catch (SyntaxException e) {
                all.put(url, new Progress(false, "says what is no JSON: " + e.getMessage(), null));
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
        http.close();
    }

    private HttpResponse<byte[]> send(URI url, String target, Duration limit) throws IOException {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url + target)).timeout(limit).build();
        try {
            return http.send(request, BodyHandlers.ofByteArray());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** A token that the owner of the key does not cover is an answer: another instance would only ask that owner. */
    private static boolean isOwnWord(byte[] problem) {
        return problem(problem).path("type").asString("").endsWith("/token-not-covered");
    }

    private static String detail(byte[] problem) {
        return problem(problem).path("detail").asString("without a reason");
    }

    private static JsonNode problem(byte[] body) {
        try {
            return Json.parse(body);
        } catch (SyntaxException e) {
            return Json.MAPPER.createObjectNode().put("detail", "without a problem document");
        }
    }

    private static String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "did not answer in time";
        }
        String message = e.getMessage();
        return "cannot be reached (" + e.getClass().getSimpleName() + (message == null ? "" : ": " + message) + ")";
    }

    private static StoreAnswer answer(HttpResponse<byte[]> from) {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : PASSED_ON) {
            from.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        String contentType = from.headers().firstValue("Content-Type").orElse(null);
        return new StoreAnswer(from.statusCode(), contentType, headers, from.body());
    }
}
