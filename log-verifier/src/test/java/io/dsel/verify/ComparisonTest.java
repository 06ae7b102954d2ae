package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A tier that is a list, against a log that is one too. */
class ComparisonTest {
    private static final String TOPIC = "dsel.events.ArtifactAppliedEvent";
    private static final LogEnds ENDS =
            new LogEnds(Map.of(new TopicPartition(TOPIC, 0), 10L), Map.of(new TopicPartition(TOPIC, 0), 1_000L));

    private final Told told = new Told();
    private final Findings findings = new Findings(told, 100);

    @Test
    void whatIsEqualIsClean() {
        Tally tally = compare(List.of(event("a", 1), event("a", 2)), List.of(event("a", 1), event("a", 2)));
        assertEquals(new Tally(Tier.STORE, Subject.EVENT, 2, 0, 0, 0, 0), tally);
        assertEquals(List.of(), told.lines);
    }

    @Test
    void whatIsMissingExtraOrDifferentIsNamed() {
        Sighting changed = new Sighting("b", new EventOrder(3, "e3"), 0, 666, at(503), true);
        Tally tally = compare(
                List.of(event("a", 1), event("b", 3), event("b", 4)), List.of(event("a", 1), event("a", 2), changed));
        assertEquals(new Tally(Tier.STORE, Subject.EVENT, 2, 1, 1, 1, 0), tally);
        assertEquals(
                List.of(
                        "extra a e2 :  / 1970-01-01T00:00:00.002Z at " + TOPIC + "/0/502",
                        "different b e3 content: 3 / 666",
                        "missing b e4 : 1970-01-01T00:00:00.004Z at " + TOPIC + "/0/504 / "),
                told.lines);
    }

    @Test
    void whatCameMeanwhileOrIsGoneFromTheLogIsNeitherRightNorWrong() {
        Sighting newer = new Sighting("a", new EventOrder(1, "e1"), 0, 666, at(1_000), true);
        Sighting newest = new Sighting("a", new EventOrder(2, "e2"), 0, 2, at(1_001), true);
        Sighting gone = new Sighting("a", new EventOrder(3, "e3"), 0, 3, at(9), true);
        Tally tally = compare(List.of(event("a", 1)), List.of(newer, newest, gone));
        assertEquals(new Tally(Tier.STORE, Subject.EVENT, 0, 0, 0, 0, 3), tally);
    }

    @Test
    void anEventThatATierHasTwiceIsExtraOnce() {
        Tally tally = compare(List.of(event("a", 1)), List.of(event("a", 1), event("a", 1)));
        assertEquals(new Tally(Tier.STORE, Subject.EVENT, 1, 0, 1, 0, 0), tally);
    }

    @Test
    void aTierOutOfOrderIsNoBasisForAComparison() {
        assertThrows(VerificationException.class, () -> compare(List.of(), List.of(event("b", 1), event("a", 1))));
    }

    @Test
    void plantedFaultsAreFoundAmongManyAndNothingElse() {
        long seed = new Random().nextLong();
        System.out.println("events and faults of seed " + seed);
        Random random = new Random(seed);
        List<Sighting> log = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            log.add(event("entity" + (100 + i / 7), i));
        }
        List<Sighting> tier = new ArrayList<>();
        int missing = 0;
        int different = 0;
        int extra = 0;
        for (Sighting event : log) {
            int fate = random.nextInt(10);
            missing += fate == 0 ? 1 : 0;
            different += fate == 1 ? 1 : 0;
            extra += fate == 2 ? 1 : 0;
            if (fate == 1) {
                tier.add(new Sighting(event.entity(), event.order(), 0, -1, event.position(), true));
            } else if (fate != 0) {
                tier.add(event);
            }
            if (fate == 2) {
                EventOrder after =
                        new EventOrder(event.order().timestamp(), event.order().eventId() + "~");
                tier.add(new Sighting(event.entity(), after, 0, 0, event.position(), true));
            }
        }
        Tally tally = compare(log, tier);
        assertEquals(new Tally(Tier.STORE, Subject.EVENT, 400 - missing, missing, extra, different, 0), tally);
    }

    @Test
    void noMoreDifferencesAreToldThanWantedButAllAreCounted() {
        Findings few = new Findings(told, 2);
        Findings.Count count = few.count(Tier.INDEX, Subject.HEAD);
        for (int i = 0; i < 5; i++) {
            count.missing("a", "e" + i, "");
        }
        count.end();
        assertEquals(2, told.lines.size());
        assertEquals(5, few.tallies().getFirst().missing());
    }

    private Tally compare(List<Sighting> log, List<Sighting> tier) {
        Findings.Count count = findings.count(Tier.STORE, Subject.EVENT);
        Comparison comparison = new Comparison(
                count, new Contents(), position -> Optional.of(Json.MAPPER.createObjectNode()), () -> {});
        Iterator<Sighting> found = tier.iterator();
        new Join<>(Sighting.BY_ENTITY, comparison).run(log.iterator(), found);
        count.end();
        return findings.tallies().getLast();
    }

    /** The contents alone are compared. */
    private static final class Contents implements Held {
        @Override
        public ObjectNode expected(Sighting log, ObjectNode event) {
            return Json.MAPPER.createObjectNode().put("content", log.content());
        }

        @Override
        public Optional<JsonNode> found(Sighting found) {
            return Optional.of(Json.MAPPER.createObjectNode().put("content", found.content()));
        }

        @Override
        public boolean agree(Sighting log, Sighting found) {
            return log.content() == found.content();
        }

        @Override
        public LogEnds.Side side(Sighting found) {
            return ENDS.side(found.position());
        }
    }

    private static Sighting event(String entity, int time) {
        return new Sighting(entity, new EventOrder(time, "e" + time), 0, time, at(500 + time % 500), true);
    }

    private static LogPosition at(long offset) {
        return new LogPosition(TOPIC, 0, offset);
    }
}
