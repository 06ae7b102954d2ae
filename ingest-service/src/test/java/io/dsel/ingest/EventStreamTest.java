package io.dsel.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.ingest.EventWriter.Item;
import io.dsel.ingest.writer.Condition;
import io.dsel.json.Json;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

@Timeout(60)
class EventStreamTest {
    private static final EventStream.Limits LIMITS = new EventStream.Limits(10, 64 << 10, 4 << 10);

    private final MemoryLog log = new MemoryLog();
    private final EventStream stream = stream(Duration.ofSeconds(30));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stopThreads() {
        threads.shutdownNow();
    }

    @Test
    void everyLineHasItsResultInOrder() {
        List<JsonNode> results = run(lines(0, 100), true);
        for (int i = 0; i < 100; i++) {
            assertEquals("stored", results.get(i).path("status").asString());
            assertEquals("Widget/a/w" + i, results.get(i).path("entity").asString());
            assertEquals(i + 1, results.get(i).path("line").asInt());
        }
        assertEquals(100, log.events().size());
        JsonNode end = results.get(100);
        assertEquals("end", end.path("status").asString());
        assertEquals(100, end.path("stored").asInt());
        assertEquals(
                Token.of("memory", List.of(new LogPosition("dsel.events.WidgetAppliedEvent", 0, 99))),
                Token.parse(end.path("token").asString()));
    }

    @Test
    void aBadLineIsRejectedByNumberAndDoesNotEndTheStream() {
        String text = line(0) + "{\"a\": \n\n" + "[1]\n" + "{\"long\":\"" + "x".repeat(5_000) + "\"}\n" + line(1);
        List<JsonNode> results = run(text, true);
        assertEquals(
                List.of("stored", "rejected", "rejected", "rejected", "stored", "end"),
                results.stream().map(line -> line.path("status").asString()).toList());
        assertEquals(400, results.get(1).at("/problem/status").asInt());
        assertEquals(2, results.get(1).at("/problem/line").asInt());
        assertTrue(results.get(1).at("/problem/detail").asString().startsWith("line 2, column "));
        assertEquals(422, results.get(2).at("/problem/status").asInt());
        assertEquals(4, results.get(2).path("line").asInt());
        assertEquals(413, results.get(3).at("/problem/status").asInt());
        assertEquals(6, results.get(4).path("line").asInt());
        assertEquals(3, results.get(5).path("rejected").asInt());
    }

    @Test
    void noMoreAwaitTheirResultsThanTheLimitAllows() throws Exception {
        log.hold();
        Future<List<JsonNode>> running = threads.submit(() -> run(lines(0, 100), false));
        Awaitility.await().until(() -> log.heldNow() == LIMITS.events());
        releaseUntilDone(running);
        assertEquals(100, running.get().size());
        assertTrue(log.mostHeld() <= LIMITS.events(), log.mostHeld() + " at a time");
    }

    @Test
    void noMoreBytesAwaitTheirResultsThanTheLimitAllows() throws Exception {
        log.hold();
        String line = line(0).replace("\"widget\":{", "\"widget\":{\"pad\":\"" + "x".repeat(3_900) + "\",");
        EventStream small = new EventStream(
                writer(Duration.ofSeconds(30)), new EventStream.Limits(1_000, 16 << 10, 8 << 10), this::read);
        Future<?> running = threads.submit(() -> run(small, input(line.repeat(100)), OutputStream.nullOutputStream()));
        Awaitility.await().until(() -> log.heldNow() == 4);
        releaseUntilDone(running);
        assertEquals(4, log.mostHeld());
        assertEquals(100, log.events().size());
    }

    @Test
    void aClientThatReadsNothingIsNotReadFrom() throws Exception {
        TestPipe results = new TestPipe(2);
        Future<?> running = threads.submit(() -> run(stream, input(lines(0, 1_000)), results.out()));
        Awaitility.await().until(() -> log.events().size() > LIMITS.events());
        int mostOnTheirWay = LIMITS.events() + 4;
        Awaitility.await()
                .during(Duration.ofMillis(300))
                .until(() -> log.events().size() <= mostOnTheirWay);
        results.in().transferTo(OutputStream.nullOutputStream());
        running.get();
        assertEquals(1_000, log.events().size());
    }

    @Test
    void anAnswerComesBeforeTheClientGoesOn() throws Exception {
        TestPipe client = new TestPipe(2);
        TestPipe results = new TestPipe(100);
        BufferedReader answers = new BufferedReader(new InputStreamReader(results.in(), UTF_8));
        Future<?> running = threads.submit(() -> run(stream, client.in(), results.out()));
        for (int i = 0; i < 5; i++) {
            client.out().write(line(i).getBytes(UTF_8));
            assertEquals(
                    "Widget/a/w" + i,
                    Json.parse(answers.readLine()).path("entity").asString());
        }
        client.out().close();
        running.get();
    }

    @Test
    void aBodyThatBreaksOffHasTheResultsOfItsWholeLines() {
        InputStream broken = new SequenceInputStream(
                new ByteArrayInputStream((line(0) + line(1) + "{\"half").getBytes(UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }
                });
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(stream, broken, out);
        List<JsonNode> results = parse(out);
        assertEquals(
                List.of("stored", "stored", "aborted"),
                results.stream().map(line -> line.path("status").asString()).toList());
        assertEquals(2, log.events().size());
    }

    @Test
    void aClientThatIsGoneDoesNotStopWhatIsOnItsWay() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };
        run(stream, input(lines(0, 5)), gone);
        assertTrue(log.events().size() >= 1 && log.events().size() <= 5);
    }

    @Test
    void anEventThatIsNotAcknowledgedInTimeIsUnavailableAndSoOn() {
        log.hold();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        run(stream(Duration.ofMillis(50)), input(lines(0, 12)), out);
        List<JsonNode> results = parse(out);
        assertEquals(12, results.size());
        for (JsonNode result : results) {
            assertEquals(503, result.at("/problem/status").asInt());
            assertEquals("id-1", result.at("/problem/eventId").asString());
        }
    }

    private void releaseUntilDone(Future<?> running) {
        while (!running.isDone()) {
            log.release();
            log.hold();
        }
    }

    private static InputStream input(String text) {
        return new ByteArrayInputStream(text.getBytes(UTF_8));
    }

    private EventStream stream(Duration timeout) {
        return new EventStream(writer(timeout), LIMITS, this::read);
    }

    private EventWriter writer(Duration timeout) {
        return new EventWriter(log, IngestProblems.table(), timeout);
    }

    private Item read(byte[] text) {
        try {
            return new Item.Valid(
                    new EventLog.Write(EventRequest.read(Json.parse(text), Contexts.PLAIN), false, Condition.ANY),
                    error -> error);
        } catch (InvalidEventException e) {
            return new Item.Invalid(e);
        }
    }

    private List<JsonNode> run(String text, boolean summary) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            stream.run(new ByteArrayInputStream(text.getBytes(UTF_8)), out, summary);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        return parse(out);
    }

    private static void run(EventStream stream, InputStream in, OutputStream out) {
        try (out) {
            stream.run(in, out, false);
        } catch (InterruptedException | IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<JsonNode> parse(ByteArrayOutputStream out) {
        List<JsonNode> lines = new ArrayList<>();
        out.toString(UTF_8).lines().forEach(line -> lines.add(Json.parse(line)));
        return lines;
    }

    private static String lines(int from, int to) {
        return IntStream.range(from, to).mapToObj(EventStreamTest::line).collect(Collectors.joining());
    }

    private static String line(int number) {
        return "{\"kind\":\"WidgetAppliedEvent\",\"meta\":{\"name\":\"w" + number
                + "\",\"appId\":\"a\"},\"spec\":{\"widget\":{\"n\":" + number + "}}}\n";
    }
}
