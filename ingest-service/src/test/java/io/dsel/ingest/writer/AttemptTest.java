package io.dsel.ingest.writer;

import static io.dsel.ingest.writer.SampleEvents.deletion;
import static io.dsel.ingest.writer.SampleEvents.timed;
import static io.dsel.ingest.writer.SampleEvents.untimed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EventMeta;
import io.dsel.ingest.writer.Result.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the partition's writer decides. */
class AttemptTest {
    private final PartitionState state = new PartitionState(3_600_000, 1_000);
    private Attempt attempt = state.attempt();
    private long end;

    @Test
    void identityAKnownIdWithTheSameBodyIsAnsweredAsBefore() {
        Result.Item first = stored(commit(write(timed("e", "1", 10, "a"))));
        assertFalse(first.duplicate());
        Result.Item again = stored(commit(write(timed("e", "1", 10, "a"))));
        assertEquals(first.position(), again.position());
        assertTrue(again.duplicate());
        assertEquals(1, end, "the log holds it once");
    }

    @Test
    void identityARetryWithinTheSameTransactionIsKnownToo() {
        Decision first = attempt.decide(write(timed("e", "1", 10, "a")));
        Decision again = attempt.decide(write(timed("e", "1", 10, "a")));
        List<Placed> placed = commitAttempt();
        assertEquals(1, placed.size());
        assertEquals(
                stored(first.resolve(placed)).position(),
                stored(again.resolve(placed)).position());
        assertTrue(stored(again.resolve(placed)).duplicate());
    }

    @Test
    void identityARetryWhoseTimeWasMadeLaterIsTheSameEvent() {
        commit(write(untimed("e", "1", 10, "a")));
        Result.Item again = stored(commit(write(untimed("e", "1", 99, "a"))));
        assertTrue(again.duplicate());
        assertEquals(10, again.timestamp());
    }

    @Test
    void identityAnotherBodyOrTimeUnderAKnownIdIsRefused() {
        commit(write(timed("e", "1", 10, "a")));
        for (EncodedEvent other : List.of(timed("e", "1", 10, "b"), timed("e", "1", 11, "a"), deletion("e", "1", 10))) {
            Result.Refused refused = refused(commit(write(other)));
            assertEquals(Reason.ID_CONFLICT, refused.reason());
            assertEquals(0, refused.there().orElseThrow().position().offset());
        }
        assertEquals(1, end);
    }

    @Test
    void identityOneUnitWithTwoBodiesUnderOneIdIsRefusedWhole() {
        Result.Refused refused = refused(commit(writes(timed("e", "1", 10, "a"), timed("e", "1", 10, "b"))));
        assertEquals(Reason.ID_CONFLICT, refused.reason());
        assertEquals(1, refused.item());
        assertTrue(refused.there().isEmpty(), "what is not stored is not there");
        assertEquals(0, end);
    }

    @Test
    void aRetryOfAConditionalWriteIsAnsweredAsBeforeThoughTheHeadHasMoved() {
        commit(write(timed("e", "1", 10, "a")));
        Unit second = write(timed("e", "2", 20, "b"), new Condition.BuildsOn("1"));
        commit(second);
        commit(write(timed("e", "3", 30, "c"), new Condition.BuildsOn("2")));
        assertTrue(stored(commit(second)).duplicate());
    }

    @Test
    void identityAnEntitysLatestEventIsKnownHoweverLongAgoItWas() {
        commit(write(untimed("Widget/a/e", "1", 10, "a")));
        state.observe(
                "Widget/a/f",
                SampleEvents.order("later", 1),
                SampleEvents.BODY,
                SampleEvents.at(SampleEvents.TOPIC, 99, 1_000 + 2 * 3_600_000));
        assertEquals(1, state.idsKnown(), "the window has moved on");
        assertTrue(stored(commit(write(untimed("Widget/a/e", "1", 99, "a"), Condition.ABSENT)))
                .duplicate());
        assertEquals(
                Reason.ID_CONFLICT,
                refused(commit(write(untimed("Widget/a/e", "1", 99, "b")))).reason());
        assertEquals(1, end);
    }

    @Test
    void onlyOneOfTwoWritesMayBuildOnAHead() {
        commit(write(timed("e", "1", 10, "a")));
        Decision first = attempt.decide(write(timed("e", "2", 20, "b"), new Condition.BuildsOn("1")));
        Decision second = attempt.decide(write(timed("e", "3", 30, "c"), new Condition.BuildsOn("1")));
        List<Placed> placed = commitAttempt();
        HeadView there = refused(second.resolve(placed)).there().orElseThrow();
        assertEquals("2", there.eventId());
        assertEquals(stored(first.resolve(placed)).position(), there.position());
    }

    @Test
    void aChainMayBeBuiltWithinOneTransactionAndOneUnit() {
        Unit chain = new Unit.Writes(List.of(
                new Unit.Write(untimed("e", "1", 10, "a"), Condition.ABSENT),
                new Unit.Write(untimed("e", "2", 10, "b"), new Condition.BuildsOn("1")),
                new Unit.Write(untimed("e", "0", 10, "c"), new Condition.BuildsOn("2"))));
        assertInstanceOf(Result.Stored.class, commit(chain));
        assertEquals("0", state.head("e").order().eventId());
        assertEquals(11, state.head("e").order().timestamp(), "moved behind the head before it");
    }

    @Test
    void aUnitIsStoredWholeOrNotAtAll() {
        commit(write(timed("e", "1", 10, "a")));
        Unit unit = new Unit.Writes(List.of(
                new Unit.Write(timed("f", "2", 20, "a"), Condition.ANY),
                new Unit.Write(timed("e", "3", 20, "a"), Condition.ANY),
                new Unit.Write(timed("e", "4", 30, "a"), new Condition.BuildsOn("1"))));
        Result.Refused refused = refused(commit(unit));
        assertEquals(2, refused.item());
        assertEquals("1", refused.there().orElseThrow().eventId(), "the head as it is without the unit");
        assertEquals(1, end);
        assertInstanceOf(Result.Stored.class, commit(write(timed("f", "2", 20, "a"), Condition.ABSENT)));
    }

    @Test
    void anEntityThatWasDeletedIsAbsentAndMayBeBuiltOnByItsDeletion() {
        assertInstanceOf(Result.Refused.class, commit(write(timed("e", "0", 5, "a"), Condition.PRESENT)));
        commit(write(timed("e", "1", 10, "a"), Condition.ABSENT));
        assertInstanceOf(Result.Refused.class, commit(write(timed("e", "2", 20, "a"), Condition.ABSENT)));
        commit(write(deletion("e", "3", 30)));
        assertInstanceOf(Result.Refused.class, commit(write(timed("e", "4", 40, "a"), Condition.PRESENT)));
        assertInstanceOf(Result.Stored.class, commit(write(timed("e", "5", 50, "a"), new Condition.BuildsOn("3"))));
        commit(write(deletion("e", "6", 60)));
        assertInstanceOf(Result.Stored.class, commit(write(timed("e", "7", 70, "a"), Condition.ABSENT)));
    }

    @Test
    void orderAConditionalWriteWhoseTimeLiesBeforeItsHeadIsRefused() {
        commit(write(timed("e", "5", 10, "a")));
        for (EncodedEvent older : List.of(timed("e", "6", 9, "a"), timed("e", "4", 10, "a"))) {
            Result.Refused refused = refused(commit(write(older, new Condition.BuildsOn("5"))));
            assertEquals(Reason.OLDER_THAN_HEAD, refused.reason());
        }
        assertInstanceOf(Result.Stored.class, commit(write(timed("e", "6", 10, "a"), new Condition.BuildsOn("5"))));
    }

    @Test
    void orderAnUnconditionalWriteMayComeLateAndLeavesTheHead() {
        commit(write(timed("e", "5", 10, "a")));
        assertInstanceOf(Result.Stored.class, commit(write(timed("e", "6", 9, "b"))));
        assertEquals("5", state.head("e").order().eventId());
    }

    @Test
    void orderATimeMadeHereComesAfterTheHeadAsLongAsTimeLasts() {
        commit(write(timed("e", "5", 1_000, "a")));
        assertEquals(1_001, stored(commit(write(untimed("e", "6", 10, "b")))).timestamp());
        long last = EventMeta.LAST.toEpochMilli() - 1;
        commit(write(timed("e", "7", last, "c")));
        assertEquals(
                Reason.OLDER_THAN_HEAD,
                refused(commit(write(untimed("e", "1", 10, "d"), new Condition.BuildsOn("7"))))
                        .reason());
    }

    @Test
    void anAbortedTransactionLeavesNothing() {
        attempt.decide(write(timed("e", "1", 10, "a")));
        attempt = state.attempt();
        assertInstanceOf(Result.Stored.class, commit(write(timed("e", "2", 5, "b"), Condition.ABSENT)));
    }

    @Test
    void whatOnlyTheWriterCanKnowNeedsProofAndWhatTheLogHoldsDoesNot() {
        commit(write(timed("e", "1", 10, "a")));
        assertFalse(attempt.decide(write(timed("e", "1", 10, "a"))).needsProof());
        assertFalse(attempt.decide(write(timed("e", "1", 10, "b"))).needsProof());
        assertTrue(attempt.decide(write(timed("e", "2", 20, "b"), Condition.ABSENT))
                .needsProof());
        assertTrue(attempt.decide(new Unit.Look("e")).needsProof());
    }

    @Test
    void anIdIsLookedUpWhereverItsEventIsInTheOrder() {
        commit(write(timed("e", "1", 10, "a")));
        commit(write(timed("e", "2", 20, "b")));
        attempt.decide(write(timed("e", "3", 30, "c")));
        assertEquals(10, look("1").orElseThrow().timestamp());
        assertEquals(30, look("3").orElseThrow().timestamp(), "of the same transaction");
        assertTrue(look("4").isEmpty());
        assertTrue(attempt.decide(new Unit.Look("e", Optional.of("4"))).needsProof());
    }

    private Optional<HeadView> look(String id) {
        List<Placed> coming = List.of(SampleEvents.at(SampleEvents.TOPIC, end));
        Decision decision = attempt.decide(new Unit.Look("e", Optional.of(id)));
        return assertInstanceOf(Result.Seen.class, decision.resolve(coming)).head();
    }

    private Result commit(Unit unit) {
        Decision decision = attempt.decide(unit);
        return decision.resolve(commitAttempt());
    }

    private List<Placed> commitAttempt() {
        List<Placed> placed = new ArrayList<>();
        attempt.appended().forEach(event -> placed.add(SampleEvents.at(event.topic(), end++)));
        attempt.committed(placed);
        attempt = state.attempt();
        return placed;
    }

    private static Unit write(EncodedEvent event) {
        return write(event, Condition.ANY);
    }

    private static Unit write(EncodedEvent event, Condition condition) {
        return new Unit.Writes(List.of(new Unit.Write(event, condition)));
    }

    private static Unit writes(EncodedEvent... events) {
        return new Unit.Writes(java.util.Arrays.stream(events)
                .map(event -> new Unit.Write(event, Condition.ANY))
                .toList());
    }

    private static Result.Item stored(Result result) {
        return assertInstanceOf(Result.Stored.class, result).items().getFirst();
    }

    private static Result.Refused refused(Result result) {
        return assertInstanceOf(Result.Refused.class, result);
    }
}
