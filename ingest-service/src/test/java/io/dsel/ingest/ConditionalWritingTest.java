package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.ingest.HttpClientForTests.Answer;
import io.dsel.ingest.writer.Condition;
import io.dsel.ingest.writer.Result.Reason;
import io.dsel.service.Configuration;
import io.dsel.service.HttpServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a caller says on what a write depends, and what it is told, over a log in memory. */
class ConditionalWritingTest {
    private static final String PATH = "/v1/objects/Widget/a/w";
    private static final MemoryLog LOG = new MemoryLog();
    private static HttpServer server;
    private static HttpClientForTests http;

    @BeforeAll
    static void start() {
        Configuration configuration =
                new Configuration(IngestOptions.all(), Map.of("DSEL_HTTP_PORT", "0"), Optional.empty());
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
    void theTagOfAWriteIsItsEventAndIsWhatTheNextBuildsOn() {
        Answer first = put("If-None-Match", "*");
        assertEquals(201, first.status(), first.text());
        String tag = first.header("ETag");
        assertEquals('"' + first.json().path("eventId").asString() + '"', tag);
        assertEquals(201, put("If-Match", tag).status());
        assertEquals(
                List.of(
                        Condition.ABSENT,
                        new Condition.BuildsOn(first.json().path("eventId").asString())),
                LOG.writes().stream().map(EventLog.Write::condition).toList());
    }

    @ParameterizedTest
    @CsvSource({"If-Match,abc", "If-Match,''", "If-Match,W/\"a\"", "If-None-Match,\"a\""})
    void aHeaderThatCannotBeIs400AndNamed(String header, String value) {
        Answer answer = put(header, value);
        assertEquals(400, answer.status());
        assertEquals(header, answer.json().path("parameter").asString());
        assertTrue(LOG.events().isEmpty());
    }

    @Test
    void oneHeaderIsNotForSeveralEvents() {
        for (String type : List.of("application/json", "application/x-ndjson")) {
            Answer answer = http.send(
                    "POST",
                    "/v1/events",
                    BodyPublishers.ofString("[" + event("1", "w", "") + "]"),
                    "Content-Type",
                    type,
                    "If-Match",
                    "\"x\"");
            assertEquals(400, answer.status(), answer.text());
        }
    }

    @Test
    void aConditionThatFailsIs412ByHeaderAnd409InTheBodyWithTheEventThatIsThere() {
        put();
        Event there = LOG.events().getFirst();
        LOG.onAppend(event -> {
            throw new ConflictException(Reason.CONDITION_FAILED, LOG.head(event.entity()));
        });
        Answer byHeader = put("If-Match", "\"old\"");
        assertEquals(412, byHeader.status());
        assertEquals("condition-failed", byHeader.problem());
        Answer inBody = http.postJson("/v1/events", event("2", "w", ", \"condition\": {\"ifMatch\": \"old\"}"));
        assertEquals(409, inBody.status());
        for (Answer answer : List.of(byHeader, inBody)) {
            assertEquals(
                    there.meta().eventId(), answer.json().at("/head/eventId").asString());
            assertEquals(0, answer.json().at("/head/position/offset").asInt());
            assertEquals(
                    there.meta().eventId(),
                    answer.json().at("/event/meta/eventId").asString());
        }
        assertEquals(1, LOG.events().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"5", "{}", "{\"ifMatch\": 1}", "{\"ifNoneMatch\": \"x\"}", "{\"ifMatch\":\"a\",\"b\":1}"})
    void aMemberThatIsNoConditionIs422(String condition) {
        Answer answer = http.postJson("/v1/events", event("1", "w", ", \"condition\": " + condition));
        assertEquals(422, answer.status());
        assertEquals("condition", answer.json().at("/errors/0/field").asString());
    }

    @Test
    void eachLineOfAStreamHasItsOwnCondition() {
        http.post(
                "/v1/events",
                "application/x-ndjson",
                event("1", "w", ", \"condition\": {\"ifNoneMatch\": \"*\"}") + "\n"
                        + event("2", "w", ", \"condition\": {\"ifMatch\": \"1\"}") + "\n" + event("3", "w", "")
                        + "\n");
        assertEquals(
                List.of(Condition.ABSENT, new Condition.BuildsOn("1"), Condition.ANY),
                LOG.writes().stream().map(EventLog.Write::condition).toList());
    }

    @Test
    void anEntitysEventsOfABatchAreStoredTogetherOrNot() {
        LOG.onAppend(event -> {
            if (event.meta().eventId().equals("2")) {
                throw new ConflictException(Reason.ID_CONFLICT, Optional.empty());
            }
            return event;
        });
        Answer answer = http.postJson(
                "/v1/events", "[" + event("1", "w", "") + "," + event("x", "v", "") + "," + event("2", "w", "") + "]");
        assertEquals(207, answer.status());
        assertEquals(424, answer.json().at("/items/0/problem/status").asInt());
        assertEquals("stored", answer.json().at("/items/1/status").asString());
        assertEquals(409, answer.json().at("/items/2/problem/status").asInt());
        assertEquals(1, LOG.events().size());
    }

    @Test
    void anEntitysEventsOfABatchAreNotStoredWithoutOneThatIsNotValid() {
        String wrong = event("2", "w", "").replace("\"widget\"", "\"other\"");
        Answer answer =
                http.postJson("/v1/events", "[" + event("1", "w", "") + "," + wrong + "," + event("3", "v", "") + "]");
        assertEquals(207, answer.status(), answer.text());
        assertEquals(424, answer.json().at("/items/0/problem/status").asInt());
        assertEquals(422, answer.json().at("/items/1/problem/status").asInt());
        assertEquals("stored", answer.json().at("/items/2/status").asString());
        String manifest =
                "{\"kind\": \"Artifact\", \"meta\": {\"name\": \"m\", \"appId\": \"%s\"}, \"spec\": {\"version\": \"1\"}}";
        Answer manifests = http.postJson(
                "/v1/objects?app=a", "[" + manifest.formatted("a") + "," + manifest.formatted("another") + "]");
        assertEquals(424, manifests.json().at("/items/0/problem/status").asInt(), manifests.text());
        assertEquals(1, LOG.events().size());
    }

    @Test
    void anAtomicBatchIsStoredWholeOrNotAtAll() {
        String batch = "{\"atomic\": true, \"events\": [%s,%s]}";
        assertEquals(
                200,
                http.postJson("/v1/events", batch.formatted(event("1", "v", ""), event("2", "w", "")))
                        .status());
        Answer invalid = http.postJson("/v1/events", batch.formatted(event("3", "v", ""), "{\"kind\": \"x\"}"));
        assertEquals(422, invalid.status());
        assertEquals(1, invalid.json().path("item").asInt());
        LOG.onAppend(event -> {
            if (event.meta().eventId().equals("5")) {
                throw new ConflictException(Reason.CONDITION_FAILED, Optional.empty());
            }
            return event;
        });
        Answer refused =
                http.postJson("/v1/events?atomic=true", "[" + event("4", "v", "") + "," + event("5", "w", "") + "]");
        assertEquals(409, refused.status());
        assertEquals(1, refused.json().path("item").asInt());
        assertEquals(2, LOG.events().size());
    }

    @Test
    void anAtomicBatchAcrossPartitionsIs422AndNamesThem() {
        Answer answer =
                http.postJson("/v1/events?atomic=true", "[" + event("1", "v", "") + "," + event("2", "z", "") + "]");
        assertEquals(422, answer.status());
        assertEquals("atomic-across-partitions", answer.problem());
        assertEquals(
                "{\"0\":[\"Widget/a/v\"],\"1\":[\"Widget/a/z\"]}",
                answer.json().path("partitions").toString());
        assertTrue(LOG.events().isEmpty());
    }

    @Test
    void aDeletionIsAnEventWithTheLastFullState() {
        put();
        Answer answer = http.send(
                "DELETE",
                PATH,
                BodyPublishers.noBody(),
                "Dsel-User",
                "ann",
                "Dsel-Comment",
                "gone",
                "Dsel-Event-Id",
                "d");
        assertEquals(200, answer.status(), answer.text());
        Event deletion = LOG.events().getLast();
        assertEquals("WidgetDeletedEvent", deletion.kind().name());
        assertEquals(LOG.events().getFirst().state(), deletion.state());
        assertEquals("ann", deletion.meta().userId());
        assertEquals("gone", deletion.spec().at("/metadata/comment").asString());
        Answer again = http.send("DELETE", PATH, BodyPublishers.noBody(), "Dsel-Event-Id", "d");
        assertEquals(200, again.status());
        assertTrue(again.json().path("duplicate").asBoolean());
        assertEquals(answer.json().path("token"), again.json().path("token"));
        Answer other = http.send("DELETE", PATH, BodyPublishers.noBody());
        assertEquals(404, other.status());
        assertEquals("deleted", other.problem());
    }

    @Test
    void whatMustNotExistCannotBeDeleted() {
        put();
        Answer answer = http.send("DELETE", PATH, BodyPublishers.noBody(), "If-None-Match", "*");
        assertEquals(400, answer.status());
        assertEquals("If-None-Match", answer.json().path("parameter").asString());
        assertEquals(1, LOG.events().size());
    }

    @Test
    void whatIsNotThereCannotBeDeleted() {
        Answer answer = http.send("DELETE", PATH, BodyPublishers.noBody());
        assertEquals(404, answer.status());
        assertEquals("not-found", answer.problem());
    }

    @Test
    void aDeletionThatOthersOvertakeDeletesWhatIsThereThenUnlessItSaysWhatItBuildsOn() {
        Answer first = put();
        Answer stale = http.send("DELETE", PATH, BodyPublishers.noBody(), "If-Match", "\"other\"");
        assertEquals(412, stale.status());
        boolean[] overtaken = {false};
        LOG.onAppend(event -> {
            if (event.kind().isDeletion() && !overtaken[0]) {
                overtaken[0] = true;
                throw new ConflictException(Reason.CONDITION_FAILED, LOG.head(event.entity()));
            }
            return event;
        });
        assertEquals(
                412,
                http.send("DELETE", PATH, BodyPublishers.noBody(), "If-Match", first.header("ETag"))
                        .status());
        overtaken[0] = false;
        assertEquals(200, http.send("DELETE", PATH, BodyPublishers.noBody()).status());
    }

    @Test
    void aTimeThatTheCallerGaveIsToldFromOneMadeHere() {
        http.postJson("/v1/events", event("1", "w", ""));
        http.postJson(
                "/v1/events",
                event("2", "w", "").replace("\"eventId\"", "\"timestamp\": \"2026-01-15T10:00:00Z\", \"eventId\""));
        assertFalse(LOG.writes().getFirst().timeGiven());
        assertTrue(LOG.writes().getLast().timeGiven());
    }

    private static Answer put(String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Content-Type";
        all[headers.length + 1] = "application/json";
        return http.send("PUT", PATH, BodyPublishers.ofString("{\"spec\": {\"a\": 1}}"), all);
    }

    private static String event(String id, String name, String more) {
        return "{\"kind\": \"WidgetAppliedEvent\", \"meta\": {\"eventId\": \"" + id + "\", \"name\": \"" + name
                + "\", \"appId\": \"a\"}, \"spec\": {\"widget\": {}}" + more + "}";
    }
}
