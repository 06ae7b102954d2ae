package io.dsel.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.InvalidEventException;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What a caller gets to see, over a log in memory. */
class HttpWritingTest {
    private static final String WIDGET = """
            {"kind": "WidgetAppliedEvent", "meta": {"eventId": "%s", "name": "w", "appId": "a"}, "spec": {"widget": {}}}""";

    private static final MemoryLog LOG = new MemoryLog();
    private static HttpServer server;
    private static HttpClientForTests http;

    @BeforeAll
    static void start() {
        Map<String, String> environment = Map.of("DSEL_HTTP_PORT", "0", "DSEL_LOG_TIMEOUT_MS", "300");
        Configuration configuration = new Configuration(IngestOptions.all(), environment, Optional.empty());
        server = IngestService.server(configuration, LOG, new MemoryKinds(), List.of(), routes -> {});
        http = new HttpClientForTests(server.port());
    }

    @AfterAll
    static void stop() {
        http.close();
        server.close();
    }

    @BeforeEach
    void clear() {
        LOG.clear();
    }

    @Test
    void aStoredEventIs201WithItsPositionAndItsPlace() {
        Answer answer = http.postJson("/v1/events", WIDGET.formatted("e1"));
        assertEquals(201, answer.status());
        assertEquals("stored", answer.json().path("status").asString());
        assertEquals("e1", answer.json().path("eventId").asString());
        assertEquals("Widget/a/w", answer.json().path("entity").asString());
        assertEquals(
                "{\"topic\":\"dsel.events.WidgetAppliedEvent\",\"partition\":0,\"offset\":0}",
                answer.json().path("position").toString());
        assertEquals("/v1/objects/Widget/a/w", answer.header("Location"));
        assertEquals(answer.json().path("token").asString(), answer.header("Dsel-Token"));
        assertEquals(token(0), Token.parse(answer.header("Dsel-Token")));
    }

    @Test
    void headersSayWhoAndWhy() {
        http.send(
                "PUT",
                "/v1/objects/Widget/cluster%2Fapps/w%20%C3%A9",
                BodyPublishers.ofString("spec: {size: 1.50}"),
                "Content-Type",
                "application/yaml",
                "Dsel-User",
                "UTF-8''Ren%C3%A9",
                "Dsel-Request",
                "req-1",
                "Dsel-Execution",
                "exec-1",
                "Dsel-Comment",
                "because",
                "Dsel-Event-Id",
                "mine");
        Event event = LOG.events().getFirst();
        assertEquals("cluster/apps", event.meta().appId());
        assertEquals("w é", event.meta().name());
        assertEquals("René", event.meta().userId());
        assertEquals("req-1", event.meta().correlationId());
        assertEquals("exec-1", event.meta().executionId());
        assertEquals("mine", event.meta().eventId());
        assertEquals("because", event.spec().at("/metadata/comment").asString());
        assertEquals("1.50", event.state().at("/spec/size").toString());
    }

    @Test
    void aBatchAnswersForEachItemAndItsTokenCoversAllThatWereStored() {
        Answer answer = http.postJson(
                "/v1/events",
                "[" + WIDGET.formatted("e1") + ",{\"kind\":\"x\",\"spec\":{}}," + WIDGET.formatted("e2") + ",5]");
        assertEquals(207, answer.status());
        assertEquals(List.of("stored", "rejected", "stored", "rejected"), statuses(answer));
        assertEquals("e2", answer.json().at("/items/2/eventId").asString());
        assertEquals(422, answer.json().at("/items/1/problem/status").asInt());
        assertEquals("kind", answer.json().at("/items/1/problem/errors/0/field").asString());
        assertEquals(token(1), Token.parse(answer.json().path("token").asString()));
        assertEquals(2, LOG.events().size());
    }

    @Test
    void aBatchThatIsStoredWholeIs200() {
        Answer answer = http.postJson("/v1/events", "[" + WIDGET.formatted("e1") + "]");
        assertEquals(200, answer.status());
        assertEquals(List.of("stored"), statuses(answer));
        assertEquals(200, http.postJson("/v1/events", "[]").status());
    }

    @Test
    void yamlMayHoldSeveralDocuments() {
        Answer answer = http.post(
                "/v1/objects?app=shop",
                "application/yaml",
                "kind: Widget\nmetadata: {name: a}\n---\nkind: Widget\nmetadata: {name: b}\n---\nkind: Widget\n");
        assertEquals(207, answer.status());
        assertEquals(List.of("stored", "stored", "rejected"), statuses(answer));
        assertEquals("Widget/shop/b", answer.json().at("/items/1/entity").asString());
        Answer single = http.post("/v1/objects?app=shop", "text/yaml", "kind: Widget\nmetadata: {name: a}\n");
        assertEquals(201, single.status());
    }

    @Test
    void eventsOfOneBatchKeepTheirOrderEvenWithinAMillisecond() {
        String batch = "[" + (withoutId() + ",").repeat(500) + withoutId() + "]";
        assertEquals(200, http.postJson("/v1/events", batch).status());
        List<Event> events = LOG.events();
        for (int i = 1; i < events.size(); i++) {
            assertTrue(
                    events.get(i - 1)
                                    .meta()
                                    .order()
                                    .compareTo(events.get(i).meta().order())
                            < 0,
                    "event " + i);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | {\"a\": 1,}                | 1 | 9",
                "application/json | {\"a\": 1, \"a\": 2}       | 1 | 13",
                "application/yaml | 'a: [1, 2'                 | 1 | 9",
                "application/yaml | 'a: 1\nb: ]'               | 2 | 4",
            })
    void brokenTextIs400WithLineAndColumn(String type, String body, int line, int column) {
        Answer answer = http.post("/v1/events", type, body);
        assertEquals(400, answer.status());
        assertEquals("syntax", answer.problem());
        assertEquals(line, answer.json().path("line").asInt(), answer.text());
        assertTrue(Math.abs(column - answer.json().path("column").asInt()) <= 2, answer.text());
        assertEquals(0, LOG.events().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json", "application/yaml"})
    void anEmptyBodyIs400(String type) {
        Answer answer = http.post("/v1/events", type, "");
        assertEquals(400, answer.status());
        assertEquals("syntax", answer.problem());
    }

    @Test
    void aWrongEventIs422WithEveryField() {
        Answer answer = http.postJson("/v1/events", "{\"kind\":\"WidgetAppliedEvent\",\"spec\":{},\"x\":1}");
        assertEquals(422, answer.status());
        assertEquals("application/problem+json", answer.header("content-type"));
        assertEquals("invalid-event", answer.problem());
        assertEquals(
                List.of("x", "meta.appId", "meta.name", "spec.widget"),
                answer.json()
                        .path("errors")
                        .valueStream()
                        .map(error -> error.path("field").asString())
                        .toList());
    }

    @Test
    void aRefusalOfTheLogIsToldInTheManifestsTerms() {
        LOG.onAppend(event -> {
            throw new InvalidEventException("spec.artifact.spec.version", "is required");
        });
        Answer answer = http.send(
                "PUT",
                "/v1/objects/Artifact/a/b",
                BodyPublishers.ofString("{\"spec\": {\"version\": \"1\"}}"),
                "Content-Type",
                "application/json");
        assertEquals(422, answer.status());
        assertEquals("spec.version", answer.json().at("/errors/0/field").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"})
    void anotherMediaTypeIs415(String type) {
        Answer answer = http.post("/v1/events", type, "{}");
        assertEquals(415, answer.status());
        assertEquals("unsupported-media-type", answer.problem());
        assertEquals(
                415,
                http.send("POST", "/v1/events", BodyPublishers.ofString("{}")).status());
        assertEquals(415, http.post("/v1/objects", "application/x-ndjson", "{}").status());
    }

    @Test
    void aBodyTooLargeIs413WhetherItSaysItsLengthOrNot() {
        byte[] large = new byte[HttpServer.MAX_BODY_BYTES + 1];
        for (var body : List.of(
                BodyPublishers.ofByteArray(large),
                BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(large)))) {
            Answer answer = http.send("POST", "/v1/events", body, "Content-Type", "application/json");
            assertEquals(413, answer.status());
            assertEquals("too-large", answer.problem());
        }
    }

    @Test
    void whatIsRefusedWhileItStillComesGetsItsAnswer() {
        byte[] large = new byte[12 << 20];
        for (int i = 0; i < 5; i++) {
            Answer answer =
                    http.send("POST", "/v1/events", BodyPublishers.ofByteArray(large), "Content-Type", "text/plain");
            assertEquals(415, answer.status());
        }
    }

    @Test
    void anEventTooLargeForTheLogIs413() {
        LOG.onAppend(event -> {
            throw new EventTooLargeException("2000000 bytes", null);
        });
        assertEquals(413, http.postJson("/v1/events", WIDGET.formatted("e")).status());
    }

    @Test
    void aPackedBodyIsUnpackedWithinTheLimit() throws IOException {
        Answer answer = http.send(
                "POST",
                "/v1/events",
                BodyPublishers.ofByteArray(gzip(WIDGET.formatted("e1").getBytes(UTF_8))),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                "gzip");
        assertEquals(201, answer.status());
        byte[] bomb = gzip(new byte[HttpServer.MAX_BODY_BYTES + 1]);
        assertEquals(413, packed(bomb, "gzip").status());
        assertEquals(400, packed("{}".getBytes(UTF_8), "gzip").status());
        assertEquals(400, packed(java.util.Arrays.copyOf(bomb, 5_000), "gzip").status());
        assertEquals(415, packed(bomb, "br").status());
    }

    @Test
    void withoutAnAcknowledgementItIs503AndNotCalledStored() {
        LOG.hold();
        Answer answer = http.postJson("/v1/events", WIDGET.formatted("e1"));
        assertEquals(503, answer.status());
        assertEquals("unavailable", answer.problem());
        assertEquals("1", answer.header("Retry-After"));
        assertEquals("e1", answer.json().path("eventId").asString());
        assertTrue(answer.json().path("detail").asString().contains("send it again under the id e1"), answer.text());
        LOG.release();
        assertEquals(201, http.postJson("/v1/events", WIDGET.formatted("e1")).status());
    }

    @Test
    void aBatchOfWhichNothingWasAcknowledgedIs503AndKeepsItsIds() {
        LOG.hold();
        Answer answer = http.postJson("/v1/events", "[" + WIDGET.formatted("e1") + "," + withoutId() + "]");
        assertEquals(503, answer.status());
        assertEquals("1", answer.header("Retry-After"));
        assertFalse(answer.json().at("/items/1/problem/eventId").asString("").isEmpty());
    }

    @Test
    void aBatchOfWhichPartWasAcknowledgedIs207WithRetryAfter() {
        LOG.onAppend(event -> {
            if (event.meta().eventId().equals("e2")) {
                throw new LogUnavailableException("partition 3 has no leader");
            }
            return event;
        });
        String other = WIDGET.formatted("e2").replace("\"name\": \"w\"", "\"name\": \"v\"");
        Answer answer = http.postJson("/v1/events", "[" + WIDGET.formatted("e1") + "," + other + "]");
        assertEquals(207, answer.status());
        assertEquals("1", answer.header("Retry-After"));
        assertEquals(List.of("stored", "rejected"), statuses(answer));
    }

    @Test
    void anUnexpectedErrorTellsNothingOfTheInside() {
        LOG.onAppend(event -> {
            throw new IllegalStateException("secret inside");
        });
        Answer answer = http.postJson("/v1/events", WIDGET.formatted("e1"));
        assertEquals(500, answer.status());
        assertFalse(answer.text().contains("secret"), answer.text());
    }

    @Test
    void aStreamAnswersLineByLine() {
        Answer answer = http.post(
                "/v1/events?summary=true",
                "application/x-ndjson",
                WIDGET.formatted("e1") + "\n{nonsense\n" + WIDGET.formatted("e2") + "\n");
        assertEquals(200, answer.status());
        assertEquals("application/x-ndjson", answer.header("content-type"));
        List<JsonNode> lines = answer.lines();
        assertEquals(
                List.of("stored", "rejected", "stored", "end"),
                lines.stream().map(line -> line.path("status").asString()).toList());
    }

    @Test
    void kindsAreMadeAheadAndListed() {
        Answer made = http.postJson(
                "/v1/kinds", "{\"eventKinds\":[\"WidgetAppliedEvent\",\"WidgetDeletedEvent\",\"WidgetAppliedEvent\"]}");
        assertEquals(200, made.status());
        assertEquals(
                "[\"dsel.events.WidgetAppliedEvent\",\"dsel.events.WidgetDeletedEvent\"]",
                made.json().path("created").toString());
        assertEquals("[]", made.json().path("existing").toString());
        Answer again = http.postJson("/v1/kinds", "{\"eventKinds\":[\"WidgetAppliedEvent\"]}");
        assertEquals(
                "[\"dsel.events.WidgetAppliedEvent\"]",
                again.json().path("existing").toString());
        assertEquals(
                "Widget", http.get("/v1/kinds").json().at("/kinds/0/objectKind").asString());
        assertEquals(422, http.postJson("/v1/kinds", "{\"eventKinds\":[\"x\"]}").status());
    }

    @Test
    void anUnknownPathOrMethodIsAProblemToo() {
        assertEquals(404, http.get("/v1/nothing").status());
        assertEquals(405, http.get("/v1/events").status());
        assertEquals("application/problem+json", http.get("/v1/events").header("content-type"));
    }

    private Answer packed(byte[] body, String encoding) {
        return http.send(
                "POST",
                "/v1/events",
                BodyPublishers.ofByteArray(body),
                "Content-Type",
                "application/json",
                "Content-Encoding",
                encoding);
    }

    private static String withoutId() {
        return WIDGET.replace("\"eventId\": \"%s\", ", "");
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static List<String> statuses(Answer answer) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.path("status").asString())
                .toList();
    }

    private static Token token(long offset) {
        return Token.of("memory", List.of(new LogPosition("dsel.events.WidgetAppliedEvent", 0, offset)));
    }
}
