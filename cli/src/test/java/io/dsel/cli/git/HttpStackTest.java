package io.dsel.cli.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.Event;
import io.dsel.event.EventJson;
import io.dsel.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the services over HTTP, and how their answers are read. */
class HttpStackTest {

    private static final Instant TIME = Instant.parse("2026-01-15T10:30:00Z");

    private FakeServices services;
    private HttpStack stack;

    @BeforeEach
    void open() throws IOException {
        services = new FakeServices();
        stack = new HttpStack(services.url(), URI.create(services.url() + "/"), Optional.empty());
    }

    @AfterEach
    void close() {
        stack.close();
        services.close();
    }

    private static SpooledEvent spooled(Event event) {
        return new SpooledEvent(event.meta().eventId(), event.entity().text(), Json.writeBytes(EventJson.write(event)));
    }

    private static List<SpooledEvent> events(int count) {
        List<SpooledEvent> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(spooled(EventSenderTest.event(i, 10)));
        }
        return events;
    }

    @Test
    void whatIsStoredIsKnownAndCanBeRead() throws Exception {
        stack.createKinds(List.of("AbAppliedEvent", "CdAppliedEvent"));
        List<Outcome> outcomes = stack.store(events(20));
        assertEquals(20, outcomes.size());
        assertTrue(outcomes.stream().allMatch(Outcome.Stored.class::isInstance), outcomes.toString());
        assertEquals(Set.of("id-3", "id-7"), stack.known(List.of("id-3", "id-7", "id-99")));
        ObjectAnswer.Found found = assertInstanceOf(ObjectAnswer.Found.class, stack.read("Ab", "app", "n0", TIME));
        assertEquals("xxxxxxxxxx", found.state().get("text").stringValue());
        assertInstanceOf(ObjectAnswer.NotYet.class, stack.read("Ab", "app", "n0", TIME.minusMillis(1)));
    }

    @Test
    void anyNamesCanBeRead() throws Exception {
        Event event = EventSenderTest.event(0, 1);
        var meta = event.meta();
        var named = new io.dsel.event.EventMeta(
                "e", TIME, "u", "c", null, "x", "a+b %/ü", "/", "default", java.util.Map.of());
        assertEquals("n0", meta.name());
        services.stack.put(new Event(event.apiVersion(), event.kind(), named, event.spec()));
        assertInstanceOf(ObjectAnswer.Found.class, stack.read("Ab", "/", "a+b %/ü", TIME));
    }

    @Test
    void eachEventHasItsOutcome() throws Exception {
        stack.createKinds(List.of("AbAppliedEvent"));
        services.stack.hurdle = event -> event.meta().eventId().equals("id-2") ? new Outcome.Unknown("log away") : null;
        List<Outcome> outcomes = stack.store(events(4));
        assertEquals(
                List.of(
                        new Outcome.Stored(),
                        new Outcome.Refused("no topic for CdAppliedEvent"),
                        new Outcome.Unknown("log away"),
                        new Outcome.Refused("no topic for CdAppliedEvent")),
                outcomes);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 502, 503, 504})
    void notNowMeansLater(int status) {
        services.refusals.add(status);
        UnavailableException e = assertThrows(UnavailableException.class, () -> stack.store(events(1)));
        assertEquals(services.url() + "/ says: Refused: for a test", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 413, 415, 500})
    void aRefusalEndsIt(int status) {
        services.refusals.add(status);
        ImportException e = assertThrows(ImportException.class, () -> stack.store(events(1)));
        assertTrue(e.getMessage().endsWith("/v1/events says: Refused: for a test (" + status + ")"), e.getMessage());
    }

    @Test
    void nobodyThereIsUnavailable() {
        services.close();
        assertThrows(UnavailableException.class, () -> stack.store(events(1)));
        assertThrows(UnavailableException.class, () -> stack.known(List.of("a")));
        UnavailableException e =
                assertThrows(UnavailableException.class, () -> stack.createKinds(List.of("AbAppliedEvent")));
        assertTrue(e.getMessage().startsWith(services.url() + "/ does not answer"), e.getMessage());
    }

    @Test
    void anAnswerThatBreaksOffLeavesTheRestOpen() {
        byte[] answer = "{\"status\":\"stored\",\"line\":1}\n{\"status\":\"sto".getBytes(StandardCharsets.UTF_8);
        List<Outcome> outcomes = StreamedResults.read(answer, 3);
        assertInstanceOf(Outcome.Stored.class, outcomes.get(0));
        assertInstanceOf(Outcome.Unknown.class, outcomes.get(1));
        assertInstanceOf(Outcome.Unknown.class, outcomes.get(2));
    }

    @Test
    void aStreamThatIsAbortedSaysWhy() {
        byte[] answer = """
                {"status":"stored","line":1}
                {"status":"aborted","problem":{"title":"The body cannot be read","status":400}}
                """.getBytes(StandardCharsets.UTF_8);
        assertEquals(
                List.of(new Outcome.Stored(), new Outcome.Unknown("The body cannot be read")),
                StreamedResults.read(answer, 2));
    }

    @Test
    void aProblemNamesItsFields() {
        assertEquals(
                "Invalid event: meta.appId: is required; spec: is required", StreamedResults.problem(Json.parse("""
                        {"title":"Invalid event","detail":"2 fields","errors":[
                         {"field":"meta.appId","problem":"is required"},{"field":"spec","problem":"is required"}]}""")));
    }
}
