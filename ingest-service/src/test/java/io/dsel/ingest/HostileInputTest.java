package io.dsel.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.ingest.HostileInputs.Hostile;
import io.dsel.ingest.HttpClientForTests.Answer;
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
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each hostile input gets an answer of its own that says what is wrong, of a size that does no harm, and nothing is stored. */
class HostileInputTest {
    /** Bytes: what is told of an input is little, however much was sent. */
    private static final int LARGEST_ANSWER = 300_000;

    private static final MemoryLog LOG = new MemoryLog();
    private static HttpServer server;
    private static HttpClientForTests http;

    @BeforeAll
    static void start() {
        Map<String, String> environment = Map.of("DSEL_HTTP_PORT", "0", "DSEL_EVENT_AHEAD_MS", "60000");
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

    static List<Hostile> all() {
        return HostileInputs.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void isRefusedByName(Hostile hostile) {
        requireRefused(http, hostile);
        assertEquals(List.of(), LOG.writes());
        assertTrue(LOG.topics().isEmpty(), "a topic was made: " + LOG.topics());
    }

    @Test
    void aTimeLittleAheadIsTakenAndOneFurtherAheadIsNot() {
        assertEquals(201, at(30).status());
        Answer refused = at(90);
        assertEquals(422, refused.status());
        assertTrue(refused.text().contains("event.ahead.ms"), refused.text());
        assertEquals(1, LOG.events().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "cluster/apps", "w é", "a.b-c_d", "system:node", "кластер", "東京タワー", "Ελλάδα"})
    void anHonestNameIsTaken(String appId) {
        String json = "{'kind':'WidgetAppliedEvent','meta':{'name':'%s','appId':'%s'},'spec':{'widget':{}}}"
                .replace('\'', '"')
                .formatted(appId.replace("/", "-"), appId);
        Answer answer = http.postJson("/v1/events", json);
        assertEquals(201, answer.status(), answer.text());
    }

    static void requireRefused(HttpClientForTests http, Hostile hostile) {
        Answer answer = http.send(
                hostile.method(),
                hostile.path(),
                BodyPublishers.ofByteArray(hostile.body()),
                "Content-Type",
                hostile.type());
        String shown = answer.text().substring(0, Math.min(2_000, answer.text().length()));
        assertEquals(hostile.status(), answer.status(), shown);
        assertEquals(hostile.problem(), answer.problem(), shown);
        assertTrue(answer.text().contains(hostile.names()), shown);
        assertTrue(
                answer.text().length() <= LARGEST_ANSWER,
                "an answer of " + answer.text().length());
    }

    private static Answer at(int secondsAhead) {
        return http.postJson("/v1/events", """
                {"kind": "WidgetAppliedEvent", "spec": {"widget": {}},
                 "meta": {"name": "w", "appId": "a", "timestamp": "%s"}}""".formatted(java.time.Instant.now().plusSeconds(secondsAhead)));
    }
}
