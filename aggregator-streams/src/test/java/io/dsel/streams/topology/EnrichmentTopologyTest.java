package io.dsel.streams.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.aggregate.Aggregates;
import io.dsel.event.Event;
import io.dsel.events.JournalEntry;
import io.dsel.streams.aggregate.Outcome;
import io.dsel.streams.enrich.Outside;
import io.dsel.streams.enrich.Question;
import io.dsel.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A group's questions are handed over while they are open, and what is answered is told. */
class EnrichmentTopologyTest {
    private static final String OWNED = "OwnedAggregate";
    private static final String MANIFEST = """
            sources: [{kinds: [ArtifactAppliedEvent, ArtifactDeletedEvent]}]
            group: {app: meta.appId, key: meta.name}
            measures: [{name: events, count: {}}]
            enrichments:
              - name: owner
                http: {url: "https://cmdb.example.com/{version}"}
                with: {version: object.spec.version}
            """;
    private static final Instant ASKED = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration ROUND = Duration.ofSeconds(1);

    private final Taken outside = new Taken();
    private Aggregates declared = Aggregates.BUILT_IN.with(Declarations.aggregate(OWNED, MANIFEST));
    private final Driver driver = new Driver(() -> declared, outside);

    /** Takes down what it is offered. */
    private static final class Taken implements Outside, Outside.Desk {
        private final List<Question> offered = new ArrayList<>();
        private int open;
        private int room = Integer.MAX_VALUE;
        private boolean closed;

        @Override
        public Desk desk(int partition) {
            return this;
        }

        @Override
        public boolean offer(Question question) {
            return room-- > 0 && offered.add(question);
        }

        @Override
        public void open(int questions) {
            open = questions;
        }

        @Override
        public void close() {
            closed = true;
        }

        Question last() {
            return offered.getLast();
        }

        /** The parameters of what was offered since this was last asked. */
        List<String> asked() {
            List<String> asked = offered.stream().map(Question::parameters).toList();
            offered.clear();
            return asked;
        }
    }

    @AfterEach
    void close() {
        driver.close();
        assertTrue(outside.closed);
    }

    @Test
    void whatIsAnsweredIsToldWithTheMemberThatAskedAsItsCause() {
        apply("web", "a1", 1, "3");
        Question question = outside.last();
        assertEquals(OWNED + "/09287/web", question.owner().entity());
        assertEquals("{\"version\":\"3\"}", question.parameters());
        assertEquals(
                "{\"status\":\"pending\",\"with\":{\"version\":\"3\"}}",
                owner(last()).toString());
        assertEquals(1, outside.open);

        answer(question, Outcome.answered("{\"team\":\"core\"}", ASKED));
        Event told = last();
        assertEquals("""
                {"status":"answered","with":{"version":"3"},"value":{"team":"core"},\
                "askedAt":"2026-03-01T12:00:00.000Z"}""", owner(told).toString());
        assertEquals("a1", told.meta().causationId());
        assertEquals(Samples.NOON.plusSeconds(1).plusMillis(1), told.meta().timestamp());
        assertEquals(1, told.spec().at("/eventStream/totalEvents").intValue(), "an answer is no member");
        assertEquals(0, outside.open);
    }

    @Test
    void whatWasUnavailableIsFilledByALaterAggregate() {
        apply("web", "a1", 1, "3");
        Question question = outside.last();
        answer(question, Outcome.unavailable("down", ASKED));
        assertEquals("""
                {"status":"unavailable","with":{"version":"3"},"reason":"down",\
                "askedAt":"2026-03-01T12:00:00.000Z"}""", owner(last()).toString());
        driver.driver.advanceWallClockTime(ROUND);
        assertEquals(question.toldUnavailable(), outside.last());
        answer(question, Outcome.answered("1", ASKED.plusSeconds(9)));
        assertEquals("answered", owner(last()).path("status").stringValue());
        outside.asked();
        driver.driver.advanceWallClockTime(ROUND);
        assertEquals(List.of(), outside.asked());
    }

    @Test
    void aDoubledAnswerAndOneThatIsLateChangeNothing() {
        apply("web", "a1", 1, "3");
        Question question = outside.last();
        answer(question, Outcome.answered("1", ASKED));
        driver.made(OWNED);
        answer(question, Outcome.answered("1", ASKED));
        answer(question, Outcome.answered("2", ASKED.plusSeconds(1)));
        answer(question, Outcome.unavailable("down", ASKED.minusSeconds(1)));
        assertEquals(List.of(), driver.made(OWNED));
    }

    @Test
    void aMemberThatAsksOtherwiseTakesTheQuestionsPlace() {
        apply("web", "a1", 1, "3");
        Question first = outside.last();
        apply("web", "a2", 2, "4");
        Question second = outside.last();
        assertEquals("{\"version\":\"4\"}", second.parameters());
        assertEquals(1, outside.open);
        driver.made(OWNED);
        answer(first, Outcome.answered("1", ASKED));
        assertEquals(List.of(), driver.made(OWNED), "nobody asks that any more");
        answer(second, Outcome.answered("2", ASKED));
        assertEquals("2", owner(last()).path("value").toString());
    }

    @Test
    void aMemberThatAsksTheSameOrIsLateAsksNothingAnew() {
        apply("web", "a1", 5, "3");
        answer(outside.last(), Outcome.answered("1", ASKED));
        outside.asked();
        apply("web", "a2", 6, "3");
        apply("web", "a0", 2, "2");
        assertEquals(List.of(), outside.asked());
        assertEquals("answered", owner(last()).path("status").stringValue());
    }

    /** An answer to the same parameters at an earlier time is not taken for one to the question of now. */
    @Test
    void whatIsAskedAgainHasAnIdOfItsOwn() {
        apply("web", "a1", 1, "3");
        Question first = outside.last();
        answer(first, Outcome.answered("1", ASKED));
        apply("web", "a2", 2, "4");
        apply("web", "a3", 3, "3");
        Question again = outside.last();
        assertEquals(first.parameters(), again.parameters());
        assertFalse(first.id().equals(again.id()));
        driver.made(OWNED);
        answer(first, Outcome.answered("1", ASKED));
        assertEquals(List.of(), driver.made(OWNED));
        answer(again, Outcome.answered("5", ASKED.plusSeconds(1)));
        assertEquals("5", owner(last()).path("value").toString());
    }

    @Test
    void whatIsNotTakenIsOfferedInLaterRounds() {
        outside.room = 0;
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            apply("web" + i, "a" + i, i, "v" + i);
            all.add("{\"version\":\"v" + i + "\"}");
        }
        assertEquals(List.of(), outside.asked());
        List<String> asked = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            outside.room = 2;
            driver.driver.advanceWallClockTime(ROUND);
            asked.addAll(outside.asked());
        }
        assertEquals(all, asked.stream().sorted().distinct().toList(), "each had its turn");
    }

    /** In one round there are so many and no more. */
    @Test
    void aRoundIsBounded() {
        declared = Aggregates.BUILT_IN.with(Declarations.aggregate(
                "ManyAggregate",
                MANIFEST.replace("key: meta.name", "key: \"[0, 1, 2, 3, 4].map(n, meta.name + string(n))\"")));
        outside.room = 0;
        IntStream.range(0, 60).forEach(i -> driver.send(Samples.artifact("Applied", "web" + i, "a" + i, 1, "3")));
        outside.room = Integer.MAX_VALUE;
        driver.driver.advanceWallClockTime(ROUND);
        assertEquals(200, outside.asked().size());
        driver.driver.advanceWallClockTime(ROUND);
        assertEquals(100, outside.asked().size());
    }

    @Test
    void anEventWithoutTheParametersAsksNothing() {
        apply("web", "a1", 1, "");
        assertEquals(List.of(), outside.asked());
        assertEquals("{}", last().spec().path("enrichment").toString());
    }

    @Test
    void aCalmAggregateTellsOfAnswersOnceItHasTold() {
        declared = declared.with(Declarations.aggregate("CalmAggregate", MANIFEST + "emit: {when: event, every: 2}\n"));
        apply("web", "a1", 1, "3");
        answer(questionOf("CalmAggregate"), Outcome.unavailable("down", ASKED));
        assertEquals(List.of(), driver.made("CalmAggregate"));
        apply("web", "a2", 2, "3");
        Event told = driver.made("CalmAggregate").getLast();
        assertEquals("unavailable", owner(told).path("status").stringValue());
        answer(questionOf("CalmAggregate"), Outcome.answered("1", ASKED));
        assertEquals(
                "answered",
                owner(driver.made("CalmAggregate").getLast()).path("status").stringValue());
    }

    /** When the member that asked goes, the group asks what those say that are left. */
    @Test
    void whatAMemberAskedEndsWithIt() {
        declared = declared.with(Declarations.aggregate("LatestAggregate", """
                sources: [{kinds: [ArtifactAppliedEvent]}]
                each: object
                group: {app: meta.appId, key: "'all'"}
                measures: [{name: events, count: {}}]
                enrichments:
                  - name: owner
                    http: {url: "https://cmdb.example.com/{version}"}
                    with: {version: "object.spec.version == '0' ? '' : object.spec.version"}
                """));
        apply("web", "a1", 1, "3");
        apply("app", "b1", 2, "4");
        assertEquals("{\"version\":\"4\"}", questionOf("LatestAggregate").parameters());
        apply("app", "b2", 3, "0");
        assertEquals("{\"version\":\"3\"}", questionOf("LatestAggregate").parameters());
        Event last = driver.made("LatestAggregate").getLast();
        assertEquals("3", owner(last).at("/with/version").stringValue());
    }

    /** Of two processes one has not heard of the manifest yet for which the other noted what was answered. */
    @Test
    void whatIsAnsweredBeforeTheManifestIsKnownHereIsCaughtUpWith() {
        Aggregates with = declared;
        apply("web", "a1", 1, "3");
        answer(outside.last(), Outcome.answered("1", ASKED));
        Aggregates[] known = {Aggregates.BUILT_IN};
        Taken nobody = new Taken();
        try (Driver late = new Driver(() -> known[0], nobody)) {
            late.replay(entries);
            known[0] = with;
            Map.Entry<String, JournalEntry> member = entries.getFirst();
            late.replay(List.of(Map.entry(
                    member.getKey().replace("/web", "/app"),
                    JournalEntry.newBuilder(member.getValue()).setEventId("b1").build())));
            Event web = late.made(OWNED).stream()
                    .filter(event -> event.meta().name().equals("web"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("answered", owner(web).path("status").stringValue());
            assertEquals(1, nobody.offered.size(), "only the other group's question is open");
        }
    }

    @Test
    void convergenceAReplayTellsTheSameAndLeavesNothingOpen() {
        apply("web", "a1", 1, "3");
        answer(outside.last(), Outcome.unavailable("down", ASKED));
        answer(outside.last(), Outcome.answered("1", ASKED.plusSeconds(1)));
        apply("web", "a2", 2, "4");
        answer(outside.last(), Outcome.answered("2", ASKED.plusSeconds(2)));
        List<Event> made = driver.made(OWNED);
        assertEquals(
                made.size(),
                made.stream().map(event -> event.meta().eventId()).distinct().count());
        Taken nobody = new Taken();
        try (Driver again = new Driver(() -> declared, nobody)) {
            again.replay(entries);
            assertEquals(made, again.made(OWNED));
            assertEquals(0, nobody.open);
        }
    }

    /** What the journal was told, in its order. */
    private final List<Map.Entry<String, JournalEntry>> entries = new ArrayList<>();

    private void apply(String name, String id, int seconds, String version) {
        driver.send(Samples.artifact("Applied", name, id, seconds, version));
        driver.journaled().stream()
                .filter(entry -> entry.getValue().getAnswer() == null)
                .filter(entry -> entry.getKey().startsWith(OWNED))
                .forEach(entries::add);
    }

    private void answer(Question question, Outcome outcome) {
        JournalEntry entry = JournalEntry.newBuilder(question.member())
                .setAnswer(outcome.entry(question.enrichment(), question.id()))
                .build();
        driver.send(Topics.AGGREGATE_JOURNAL.name(), question.owner().entity(), driver.codec.encode(entry));
        entries.add(Map.entry(question.owner().entity(), entry));
    }

    private Question questionOf(String aggregate) {
        return outside.offered.stream()
                .filter(question -> question.owner().entity().startsWith(aggregate))
                .reduce((before, last) -> last)
                .orElseThrow();
    }

    private Event last() {
        return driver.made(OWNED).getLast();
    }

    private static JsonNode owner(Event aggregate) {
        return aggregate.spec().at("/enrichment/owner");
    }
}
