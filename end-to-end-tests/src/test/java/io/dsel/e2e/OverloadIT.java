package io.dsel.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.PartStatus;
import io.dsel.stack.junit.DevStackExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Back-pressure: far more than fits is refused in time and in order, within the memory that the service has. */
class OverloadIT {
    private static final int ANSWERS = 200;

    /** What one client sends at a time: together fifteen times the memory that the service has for bodies. */
    private record Load(int clients, int events, String pad) {}

    private static final List<Load> LOADS = List.of(new Load(120, 1_000, "x".repeat(900)), new Load(80, 5_000, ""));

    @RegisterExtension
    static final DevStackExtension stack = DevStackExtension.builder()
            .broker()
            .registry()
            .services(Part.INGEST)
            .build();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(20))
            .build();
    private final Map<Integer, AtomicInteger> statuses = new ConcurrentHashMap<>();
    private final Set<String> stored = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();

    @Test
    void whatDoesNotFitIsRefusedAndWhatIsAcknowledgedIsStored() throws Exception {
        long pid = pid();
        long started = System.nanoTime();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Void>> clients = new ArrayList<>();
            for (Load load : LOADS) {
                for (int i = 0; i < load.clients(); i++) {
                    String name = "c" + load.events() + "-" + i;
                    clients.add(threads.submit(() -> write(name, load)));
                }
            }
            for (Future<Void> client : clients) {
                client.get();
            }
        }
        System.out.println(new TreeMap<>(statuses) + " after "
                + Duration.ofNanos(System.nanoTime() - started).toMillis() + " ms, " + stored.size()
                + " events stored");
        assertTrue(Set.of(200, 207, 429, 503).containsAll(statuses.keySet()), statuses.toString());
        assertTrue(statuses.containsKey(200) && statuses.containsKey(429), statuses.toString());
        assertEquals(pid, pid(), "it is the same process still");

        HttpResponse<byte[]> after = send("after", new Load(1, 1, ""));
        assertEquals(200, after.statusCode(), "it goes on at once");
        Set<String> log = Log.readAll(stack.bootstrapServers(), "dsel.events.Flood").stream()
                .map(OverloadIT::id)
                .collect(Collectors.toSet());
        assertTrue(log.containsAll(stored), "all that was acknowledged is in the log");
    }

    private Void write(String client, Load load) throws Exception {
        for (int batch = 0; answered.get() < ANSWERS; batch++) {
            HttpResponse<byte[]> answer = send(client + "-" + batch, load);
            answered.incrementAndGet();
            statuses.computeIfAbsent(answer.statusCode(), status -> new AtomicInteger())
                    .incrementAndGet();
            if (answer.statusCode() == 429 || answer.statusCode() == 503) {
                assertEquals("1", answer.headers().firstValue("Retry-After").orElse(""));
            } else {
                for (JsonNode item : Json.parse(answer.body()).path("items")) {
                    if (item.path("status").asString("").equals("stored")) {
                        stored.add(item.path("eventId").stringValue());
                    }
                }
            }
        }
        return null;
    }

    private HttpResponse<byte[]> send(String batch, Load load) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create(stack.url(Part.INGEST) + "/v1/events"))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(60))
                .POST(publisher(batch, load))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Some say how long they are, some do not. */
    private static HttpRequest.BodyPublisher publisher(String batch, Load load) {
        HttpRequest.BodyPublisher inParts = HttpRequest.BodyPublishers.ofByteArrays(() -> body(batch, load));
        if (load.pad().isEmpty()) {
            return inParts;
        }
        long length = 0;
        for (Iterator<byte[]> parts = body(batch, load); parts.hasNext(); ) {
            length += parts.next().length;
        }
        return HttpRequest.BodyPublishers.fromPublisher(inParts, length);
    }

    /** Made as it is sent, so that the clients need less memory than the service. */
    private static Iterator<byte[]> body(String batch, Load load) {
        return IntStream.range(0, load.events())
                .mapToObj(i -> (i == 0 ? "[" : ",")
                        + """
                        {"kind": "FloodAppliedEvent", "meta": {"eventId": "%1$s-%2$d", "appId": "a", "name": "%2$d"},
                         "spec": {"flood": {"pad": "%3$s"}}}""".formatted(batch, i, load.pad())
                        + (i == load.events() - 1 ? "]" : ""))
                .map(event -> event.getBytes(StandardCharsets.UTF_8))
                .iterator();
    }

    private static long pid() {
        return stack.stack().status().stream()
                .filter(status -> status.name().equals(Part.INGEST))
                .mapToLong(PartStatus::pid)
                .findFirst()
                .orElseThrow();
    }

    private static String id(ConsumerRecord<String, byte[]> record) {
        return new String(record.headers().lastHeader("ce_id").value(), StandardCharsets.UTF_8);
    }
}
