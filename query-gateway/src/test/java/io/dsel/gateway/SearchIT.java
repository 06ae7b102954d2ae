package io.dsel.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.client.DselProducer;
import io.dsel.client.Published;
import io.dsel.event.Event;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import io.dsel.gateway.GatewayUnderTest.Answer;
import io.dsel.stack.Part;
import io.dsel.stack.junit.DevStackExtension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The index tier against the real broker, sink and OpenSearch. */
class SearchIT {
    @RegisterExtension
    static final DevStackExtension stack = Stacks.whole();

    private static GatewayUnderTest gateway;
    private static DselProducer producer;

    @BeforeAll
    static void start() {
        gateway = new GatewayUnderTest(stack, "http://127.0.0.1:1");
        producer = DselProducer.connect(stack.bootstrapServers(), stack.schemaRegistryUrl());
    }

    @AfterAll
    static void stop() {
        producer.close();
        gateway.close();
    }

    @Test
    void aSearchWithATokenShowsThatWriteAtOnceAndSaysWhatItCovers() {
        for (int n = 0; n < 5; n++) {
            Token token = publish(List.of(Events.artifact(n, "token", "1.0." + n)));
            Answer answer = gateway.search("app", "token", "token", token.text(), "receipt", "true");
            assertEquals(200, answer.status(), answer.body().toString());
            assertEquals(n + 1, answer.body().path("total").asInt());
            JsonNode receipt = answer.body().path("receipt");
            assertEquals("index", receipt.path("tier").asString());
            token.positions()
                    .forEach((topic, offsets) -> offsets.forEach((partition, offset) -> assertTrue(
                            receipt.path("positions")
                                            .path(topic)
                                            .path(partition.toString())
                                            .asLong(-1)
                                    >= offset,
                            receipt.toString())));
        }
        Answer later = gateway.search("app", "token", "receipt", "true");
        assertEquals("index", later.header("Dsel-Tier"));
        assertEquals("test", later.header("Dsel-Region"));
        assertEquals(
                0,
                later.body().path("receipt").path("behind").asLong(),
                later.body().toString());
        assertEquals(0, later.body().path("receipt").path("missing").size());
    }

    @Test
    void everyItemIsOnExactlyOnePageWhateverTheOrder() {
        List<Event> events = IntStream.range(0, 53)
                .mapToObj(n -> Events.artifact(n, "pages", "2.0.0"))
                .toList();
        Token token = publish(events);
        for (String sort : List.of("time", "relevance")) {
            List<String> seen = new ArrayList<>();
            String after = "";
            do {
                Answer page = gateway.search(
                        "q",
                        "terraform",
                        "app",
                        "pages",
                        "sort",
                        sort,
                        "limit",
                        "10",
                        "after",
                        after,
                        "token",
                        token.text());
                assertEquals(200, page.status(), page.body().toString());
                assertEquals(53, page.body().path("total").asInt());
                page.body()
                        .path("items")
                        .forEach(item -> seen.add(item.at("/event/meta/eventId").asString()));
                after = page.body().path("next").asString("");
            } while (!after.isEmpty());
            assertEquals(53, seen.size());
            assertEquals(53, new HashSet<>(seen).size());
        }
    }

    @Test
    void aCursorOfAnotherQueryIsRefused() {
        publishAndWait(IntStream.range(0, 3)
                .mapToObj(n -> Events.artifact(n, "cursor", "2.0.0"))
                .toList());
        String next = gateway.search("app", "cursor", "limit", "1")
                .body()
                .path("next")
                .asString();
        assertEquals(
                200,
                gateway.search("app", "cursor", "limit", "2", "after", next).status());
        Answer other = gateway.search("app", "others", "after", next);
        assertEquals(400, other.status());
        assertEquals("bad-parameter", other.problem());
        assertEquals("after", other.body().path("parameter").asString());
    }

    @Test
    void filtersNarrowFacetsCountAndWordsAreHighlighted() {
        List<Event> events = new ArrayList<>();
        IntStream.range(0, 6).forEach(n -> events.add(Events.artifact(n, "filter/a", n < 4 ? "1.0.0" : "2.0.0")));
        events.add(Events.note(100, "filter/b", "killed: out of memory in terraform"));
        publishAndWait(events);
        assertEquals(2, total("app", "filter/a", "facet", "spec.version=2.0.0"));
        assertEquals(0, total("app", "filter/a", "facet", "spec.version=2.0.0", "facet", "spec.type=helm"));
        assertEquals(7, total("app", "filter/a", "app", "filter/b", "q", "terraform"));
        assertEquals(6, total("app", "filter/a", "kind", "Artifact"));
        assertEquals(6, total("app", "filter/a", "kind", "ArtifactAppliedEvent"));
        assertEquals(2, total("app", "filter/a", "user", "user-1"));
        assertEquals(1, total("execution", "run-" + Events.id("filter/a", 3)));
        assertEquals(1, total("app", "filter/b", "from", "2026-01-15T10:14:00Z", "to", "2026-01-15T10:14:00.001Z"));
        assertEquals(0, total("app", "filter/b", "to", "2026-01-15T10:14:00Z"));
        Answer answer = gateway.search("app", "filter/a", "app", "filter/b", "q", "terra*");
        assertEquals(6, answer.body().at("/facets/kind/ArtifactAppliedEvent").asInt());
        assertEquals(1, answer.body().at("/facets/kind/NoteAppliedEvent").asInt());
        Answer phrase = gateway.search("app", "filter/b", "q", "\"out of memory\"");
        assertTrue(
                phrase.body().at("/items/0/highlight/0").asString().contains("<em>memory</em>"),
                phrase.body().toString());
        assertEquals(
                Events.note(100, "filter/b", "killed: out of memory in terraform")
                        .spec(),
                phrase.body().at("/items/0/event/spec"));
        assertEquals(0, total("app", "filter/b", "q", "\"memory of out\""));
        assertEquals(6, total("app", "filter/a", "app", "filter/b", "q", "terraform -memory"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"",
                "\"\"",
                "(",
                "((((",
                ")",
                "*",
                "**",
                "-",
                "+",
                "|",
                "- -",
                "a | ",
                "\\",
                "\\\\",
                "~",
                "a~",
                "a~9999999999",
                "\"a\"~99999999999",
                "a:b",
                "_exists_:a",
                "/",
                "/.*/",
                "[a TO b]",
                "{a}",
                "<",
                "a && b",
                "!a",
                "\u0000",
                "😀",
                "a AND OR NOT",
                "(a | (b -c)) +\"d e\"*",
                "*a*b*",
                "cluster/apps/media",
                "%",
                "100%",
                "a^1000",
                "${jndi}",
            })
    void noTextBringsTheSearchDown(String text) {
        Answer answer = gateway.search("q", text);
        assertTrue(answer.status() == 200 || answer.status() == 400, text + " " + answer.body());
    }

    @Test
    void aTextOfMoreWordsThanTheIndexTakesIsTheCallersFault() {
        Answer answer = gateway.search("q", "x ".repeat(500).strip());
        assertTrue(
                answer.status() == 200 || answer.status() == 400, answer.body().toString());
        assertEquals(400, gateway.search("q", "x".repeat(1001)).status());
    }

    @Test
    void knownEventsAreThoseInTheIndex() {
        publishAndWait(IntStream.range(0, 4)
                .mapToObj(n -> Events.artifact(n, "known", "1.0.0"))
                .toList());
        Answer answer =
                gateway.post("/v1/events/known", "{\"ids\":[\"known-0003\",\"nobody\",\"known-0001\",\"known-0003\"]}");
        assertEquals(
                "[\"known-0003\",\"known-0001\"]", answer.body().path("known").toString());
        assertEquals(400, gateway.post("/v1/events/known", "{\"ids\":[]}").status());
        assertEquals(400, gateway.post("/v1/events/known", "{\"ids\":[1]}").status());
        assertEquals("syntax", gateway.post("/v1/events/known", "{").problem());
    }

    @Test
    void kindsAreThoseThatAreDeclaredAndThoseWithTopics() {
        publishAndWait(List.of(Events.artifact(0, "kinds", "1.0.0"), Events.note(1, "kinds", "x")));
        JsonNode kinds = gateway.get("/v1/kinds").body().path("kinds");
        Set<String> found = new HashSet<>();
        kinds.forEach(kind -> found.add(
                kind.path("objectKind").asString() + " " + kind.path("schema").asString()));
        Set<String> expected = Set.of("Artifact typed", "Config typed", "Deployment typed", "Kind open", "Note open");
        assertTrue(found.containsAll(expected), found.toString());
    }

    @Test
    void aTokenOfAnotherClusterIsRefused() {
        Token foreign = Token.of("elsewhere", List.of(new LogPosition("dsel.events.ArtifactAppliedEvent", 0, 1)));
        assertEquals("foreign-token", gateway.search("token", foreign.text()).problem());
        assertEquals(400, gateway.search("token", "nonsense").status());
    }

    @Test
    void whenTheSinkIsAwayTheAnswerSaysHowFarBehindItIsAndATokenIsNotPretendedToBeCovered() throws Exception {
        publishAndWait(List.of(Events.artifact(0, "away", "1.0.0")));
        stack.stop(Part.SINK);
        try {
            Token token = publish(List.of(Events.artifact(1, "away", "1.0.0")));
            Answer waited = gateway.search("app", "away", "token", token.text(), "timeoutMs", "300");
            assertEquals(503, waited.status());
            assertEquals("token-not-covered", waited.problem());
            assertTrue(waited.body().path("waitingFor").asString().startsWith("dsel-indexer at dsel.events."));
            Answer old = gateway.search("app", "away", "receipt", "true");
            assertEquals(1, old.body().path("total").asInt());
            assertTrue(
                    old.body().at("/receipt/behind").asLong() >= 1, old.body().toString());
            assertNotEquals(
                    0, old.body().at("/receipt/ageMs").asLong(), old.body().toString());
        } finally {
            stack.start(Part.SINK);
        }
    }

    @Test
    void whenOpenSearchIsAwayTheProblemNamesTheTier() throws Exception {
        stack.stop(Part.OPEN_SEARCH);
        try {
            Answer answer = gateway.search("q", "a");
            assertEquals(503, answer.status());
            assertEquals("index", answer.body().path("tier").asString());
            assertEquals("1", answer.header("Retry-After"));
            JsonNode tiers = gateway.get("/v1/status").body().path("tiers");
            assertEquals(false, tiers.at("/1/ready").asBoolean());
            assertEquals(true, tiers.at("/2/ready").asBoolean());
        } finally {
            stack.start(Part.OPEN_SEARCH);
        }
    }

    private static int total(String... parameters) {
        Answer answer = gateway.search(parameters);
        assertEquals(200, answer.status(), answer.body().toString());
        return answer.body().path("total").asInt();
    }

    private static Token publish(List<Event> events) {
        List<CompletableFuture<Published>> published =
                events.stream().map(producer::publish).toList();
        return Token.of(
                producer.clusterId(),
                published.stream().map(one -> one.join().position()).toList());
    }

    /** Until a search shows them. */
    private static void publishAndWait(List<Event> events) {
        Answer answer = gateway.search("token", publish(events).text());
        assertEquals(200, answer.status(), answer.body().toString());
    }
}
