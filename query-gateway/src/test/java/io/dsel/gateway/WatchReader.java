package io.dsel.gateway;

import io.dsel.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;

/** Reads a watch as a browser does: comes back after every break with the last id that it has seen. */
final class WatchReader implements AutoCloseable {
    /** @param data JSON */
    record Frame(String id, String name, JsonNode data) {
        boolean isEvent() {
            return Character.isUpperCase(name.charAt(0));
        }

        String eventId() {
            return data.at("/meta/eventId").asString();
        }
    }

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<String> url;
    private final List<Frame> frames = new ArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile String lastEventId;
    private volatile int connections;
    private volatile String refused;

    private WatchReader(Supplier<String> url, String lastEventId) {
        this.url = url;
        this.lastEventId = lastEventId;
        this.thread = Thread.ofVirtual().start(this::readOn);
    }

    static WatchReader of(Supplier<String> url) {
        return new WatchReader(url, null);
    }

    static WatchReader resume(Supplier<String> url, String lastEventId) {
        return new WatchReader(url, lastEventId);
    }

    synchronized List<Frame> frames() {
        return List.copyOf(frames);
    }

    List<Frame> events() {
        return frames().stream().filter(Frame::isEvent).toList();
    }

    List<String> eventIds() {
        return events().stream().map(Frame::eventId).toList();
    }

    String lastEventId() {
        return lastEventId;
    }

    int connections() {
        return connections;
    }

    /** Waits until the watch has told where it stands for the first time. */
    WatchReader awaitBegin() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> lastEventId != null || refused != null);
        if (refused != null) {
            throw new AssertionError(refused);
        }
        return this;
    }

    /** Waits until history has been read. */
    WatchReader awaitLive() {
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> frames().stream()
                .anyMatch(frame -> frame.name().equals("live")));
        return this;
    }

    /** Waits until so many events have come. */
    WatchReader awaitEvents(int count) {
        Awaitility.await("%d events of %s".formatted(count, url.get()))
                .atMost(Duration.ofSeconds(90))
                .until(() -> events().size(), size -> size >= count);
        return this;
    }

    @Override
    public void close() {
        closed.countDown();
        client.shutdownNow();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOn() {
        try {
            do {
                readOnce();
            } while (!closed.await(200, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce() throws InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url.get()));
        if (lastEventId != null) {
            request.header("Last-Event-ID", lastEventId);
        }
        try {
            HttpResponse<java.io.InputStream> response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
                if (response.statusCode() != 200) {
                    refused = response.statusCode() + " " + lines.readLine();
                    return;
                }
                connections++;
                read(lines);
            }
        } catch (IOException e) {
            // The break that this reader is there to come back from.
        }
    }

    private void read(BufferedReader lines) throws IOException {
        String id = null;
        String name = "message";
        String data = null;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.isEmpty()) {
                if (id != null) {
                    took(id, name, data);
                }
                id = null;
                name = "message";
                data = null;
            } else if (line.startsWith("id: ")) {
                id = line.substring(4);
            } else if (line.startsWith("event: ")) {
                name = line.substring(7);
            } else if (line.startsWith("data: ")) {
                data = line.substring(6);
            }
        }
    }

    private synchronized void took(String id, String name, String data) {
        lastEventId = id;
        if (data != null) {
            frames.add(new Frame(id, name, Json.parse(data)));
        }
    }
}
