package io.dsel.e2e.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.e2e.history.Attempt.Outcome;
import io.dsel.event.LogPosition;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The checker finds what is planted, and nothing where nothing is. */
class HistoryCheckerTest {
    private static final String ENTITY = "Counter/a/hot";

    private final List<Attempt> attempts = new ArrayList<>();
    private final List<Entry> log = new ArrayList<>();

    @Test
    void aTrueHistoryHasNoFaults() {
        sound();
        assertEquals(List.of(), HistoryChecker.faults(attempts, log));
    }

    @Test
    void whatIsOpenMayBeInTheLogOrNot() {
        sound();
        attempts.add(new Attempt(ENTITY, "m", "c", 70, 70, 90, new Outcome.Maybe()));
        assertEquals(List.of(), HistoryChecker.faults(attempts, log));
        log.add(entry("m", 9));
        assertEquals(List.of(), HistoryChecker.faults(attempts, log));
    }

    @Test
    void aDroppedAcknowledgementIsFound() {
        sound();
        log.removeLast();
        assertFinds("dropped");
    }

    @Test
    void aDoubledEventIsFound() {
        sound();
        log.add(entry("c", 9));
        assertFinds("doubled");
    }

    @Test
    void anEventThatLiesElsewhereIsFound() {
        sound();
        log.set(2, entry("c", 8));
        assertFinds("misplaced");
    }

    @Test
    void anEventThatNobodySentIsFound() {
        sound();
        log.add(entry("x", 9));
        assertFinds("unknown");
    }

    @Test
    void twoThatWereBuiltOnOneHeadAreFound() {
        sound();
        acknowledged("d", "b", 60, 65, 9);
        log.add(entry("d", 9));
        assertFinds("both built on 'b'");
        assertFinds("broken");
    }

    @Test
    void aStaleAcknowledgementIsFoundThoughItsRivalIsOpen() {
        sound();
        attempts.add(new Attempt(ENTITY, "m", "c", 60, 60, 61, new Outcome.Maybe()));
        log.add(entry("m", 9));
        acknowledged("d", "c", 62, 65, 10);
        log.add(entry("d", 10));
        assertFinds("broken");
    }

    @Test
    void aRefusalThatIsStoredIsFound() {
        sound();
        attempts.add(new Attempt(ENTITY, "r", "c", 60, 60, 65, new Outcome.Refused("c")));
        log.add(entry("r", 9));
        assertFinds("refused, but stored");
    }

    @Test
    void aRefusalForAHeadThatNeverWasIsFound() {
        sound();
        attempts.add(new Attempt(ENTITY, "r", "b", 60, 60, 65, new Outcome.Refused("phantom")));
        assertFinds("not in the log");
    }

    @Test
    void aRefusalForAHeadThatWasNoneAnyMoreIsFound() {
        sound();
        attempts.add(new Attempt(ENTITY, "r", "a", 60, 60, 65, new Outcome.Refused("b")));
        assertFinds("stale");
    }

    @Test
    void aRefusalWithinTheTimeOfAWriteMayTellOfBefore() {
        sound();
        attempts.add(new Attempt(ENTITY, "r", "a", 35, 35, 65, new Outcome.Refused("b")));
        assertEquals(List.of(), HistoryChecker.faults(attempts, log));
    }

    private void sound() {
        acknowledged("a", "", 0, 10, 0);
        acknowledged("b", "a", 20, 25, 2);
        attempts.add(new Attempt(ENTITY, "x1", "a", 22, 26, 28, new Outcome.Refused("b")));
        acknowledged("c", "b", 30, 40, 4);
        log.add(entry("a", 0));
        log.add(entry("b", 2));
        log.add(entry("c", 4));
    }

    private void acknowledged(String id, String basedOn, long sent, long answered, long offset) {
        attempts.add(new Attempt(
                ENTITY,
                id,
                basedOn,
                sent,
                sent,
                answered,
                new Outcome.Acknowledged(entry(id, offset).position())));
    }

    private static Entry entry(String id, long offset) {
        return new Entry(ENTITY, id, new LogPosition("dsel.events.CounterAppliedEvent", 0, offset));
    }

    private void assertFinds(String fault) {
        List<String> faults = HistoryChecker.faults(attempts, log);
        assertFalse(faults.isEmpty());
        assertTrue(faults.stream().anyMatch(found -> found.contains(fault)), faults.toString());
    }
}
