package io.dsel.ingest.writer;

import static io.dsel.ingest.writer.SampleEvents.BODY;
import static io.dsel.ingest.writer.SampleEvents.DELETIONS;
import static io.dsel.ingest.writer.SampleEvents.TOPIC;
import static io.dsel.ingest.writer.SampleEvents.at;
import static io.dsel.ingest.writer.SampleEvents.order;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.LogPosition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PartitionStateTest {

    private record Seen(String entity, String id, long timestamp, Placed placed) {}

    @Test
    void convergenceTheHeadsAreAFunctionOfTheSetOfEvents() {
        Random random = new Random(42);
        List<Seen> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Placed placed = at(random.nextBoolean() ? TOPIC : DELETIONS, i);
            events.add(new Seen("e" + random.nextInt(7), "id-" + i, random.nextInt(50), placed));
        }
        PartitionState inOrder = observe(events);
        List<Seen> shuffled = new ArrayList<>(events);
        shuffled.addAll(events.subList(100, 300));
        Collections.shuffle(shuffled, random);
        PartitionState otherwise = observe(shuffled);
        for (int e = 0; e < 7; e++) {
            assertEquals(inOrder.head("e" + e), otherwise.head("e" + e));
        }
        assertEquals(events.size(), otherwise.idsKnown());
    }

    @Test
    void identityAnIdIsKnownForTheWindowAndThenForgotten() {
        PartitionState state = new PartitionState(1_000, 100);
        state.observe("e", order("old", 1), BODY, at(TOPIC, 0, 10_000));
        state.observe("e", order("young", 2), BODY, at(TOPIC, 1, 10_500));
        state.observe("e", order("now", 3), BODY, at(TOPIC, 2, 11_200));
        assertNull(state.known("e", "old"));
        assertNotNull(state.known("e", "young"));
        assertEquals("now", state.head("e").order().eventId());
    }

    @Test
    void beyondSoManyTheOldestInTheLogAreForgottenWhateverTheOrderOfSeeingThem() {
        PartitionState state = new PartitionState(1_000_000, 100);
        for (int i = 500; i-- > 0; ) {
            state.observe("e", order("id-" + i, i), BODY, at(TOPIC, i, 1_000 + i));
        }
        assertTrue(state.idsKnown() <= 125);
        for (int i = 400; i < 500; i++) {
            assertNotNull(state.known("e", "id-" + i), "id-" + i);
        }
    }

    @Test
    void whatWasAppendedIsToldFromTheSameIdElsewhere() {
        PartitionState state = new PartitionState(1_000_000, 100);
        state.observe("e", order("a", 1), BODY, at(TOPIC, 5));
        assertTrue(state.holds("a", at(TOPIC, 5).position()));
        assertFalse(state.holds("a", at(TOPIC, 6).position()), "a copy that a service has published itself");
        assertFalse(state.holds("b", at(TOPIC, 5).position()));
    }

    @Test
    void theWindowStartsAtTheFirstEventThatIsKnown() {
        PartitionState state = new PartitionState(1_000_000, 100);
        state.observe("e", order("a", 1), BODY, at(TOPIC, 5));
        state.observe("e", order("b", 2), BODY, at(TOPIC, 9));
        assertEquals(Map.of(TOPIC, 5L, DELETIONS, 7L), state.windowStart(Map.of(TOPIC, 20L, DELETIONS, 7L)));
    }

    @Test
    void onlyEntitiesWhoseHeadsHaveMovedAreWrittenDownAgain() {
        PartitionState state = new PartitionState(1_000_000, 100);
        Head head = new Head(order("a", 10), false, BODY, new Ref.At(new LogPosition(TOPIC, 0, 3)));
        state.restore("restored", head);
        state.observe("restored", order("a", 10), BODY, at(TOPIC, 3));
        assertEquals(Set.of(), state.takeChanged());
        state.observe("restored", order("0", 9), BODY, at(TOPIC, 4));
        state.observe("other", order("b", 1), BODY, at(TOPIC, 5));
        assertEquals(Set.of("other"), state.takeChanged());
        assertEquals(Set.of(), state.takeChanged());
        assertEquals(head, state.head("restored"));
    }

    private static PartitionState observe(List<Seen> events) {
        PartitionState state = new PartitionState(1_000_000, 10_000);
        events.forEach(seen -> state.observe(seen.entity(), order(seen.id(), seen.timestamp()), BODY, seen.placed()));
        return state;
    }
}
