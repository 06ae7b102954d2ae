package io.dsel.streams.query;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dsel.streams.engine.StreamsUnavailableException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.apache.kafka.streams.state.HostInfo;

/** The other instances: asks them over HTTP, and remembers for a moment which of them did not answer. */
final class Peers implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration SLACK = Duration.ofMillis(50);
    private static final Duration SUSPECT_FOR = Duration.ofSeconds(2);
    private static final int UNAVAILABLE = 503;

    private final InstantSource clock;
    private final Map<HostInfo, Instant> failedAt = new ConcurrentHashMap<>();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();

    Peers(InstantSource clock) {
        this.clock = clock;
    }

    /** Whether it did not answer a moment ago. */
    boolean isSuspect(HostInfo host) {
        Instant failed = failedAt.get(host);
        return failed != null && failed.plus(SUSPECT_FOR).isAfter(clock.instant());
    }

    /**
     * Asks an instance for what only it can tell.
     *
     * @param target path and query, encoded
     * @param time how long it may take
     * @throws StreamsUnavailableException if it does not answer or cannot
     */
    Answer ask(HostInfo host, String target, Duration time) {
        URI uri = URI.create("http://" + host.host() + ":" + host.port() + Target.within(target, time));
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(time.plus(SLACK))
                .header(ReadWish.FORWARDED, "true")
                .build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            failedAt.remove(host);
            return toAnswer(host, response);
        } catch (IOException e) {
            failedAt.put(host, clock.instant());
            throw new StreamsUnavailableException(name(host) + " does not answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StreamsUnavailableException("the service is stopping", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }

    private static Answer toAnswer(HostInfo host, HttpResponse<byte[]> response) {
        String type = response.headers().firstValue("Content-Type").orElse("application/octet-stream");
        if (response.statusCode() == UNAVAILABLE
                && !new String(response.body(), UTF_8).contains(QueryProblems.TOKEN_NOT_COVERED)) {
            throw new StreamsUnavailableException(name(host) + " is not ready");
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String name : ReadAnswers.HEADERS) {
            response.headers().firstValue(name).ifPresent(value -> headers.put(name, value));
        }
        return new Answer(response.statusCode(), type, headers, response.body());
    }

    private static String name(HostInfo host) {
        return host.host() + ":" + host.port();
    }
}
