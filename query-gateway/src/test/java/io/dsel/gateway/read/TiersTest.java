package io.dsel.gateway.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EntityKey;
import io.dsel.event.LogPosition;
import io.dsel.event.Token;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TiersTest {
    private static final ObjectQuery QUERY = ObjectQuery.latest(new EntityKey("Artifact", "09287", "vpc"));
    private static final Token TOKEN = token("here", 7);

    private final FakeTier store = new FakeTier(TierName.STORE);
    private final FakeTier index = new FakeTier(TierName.INDEX);
    private final FakeTier log = new FakeTier(TierName.LOG);
    private final List<Scope> ends = new ArrayList<>();
    private RuntimeException brokerProblem;
    private Instant now = Instant.parse("2026-01-15T10:30:00Z");
    private final Tiers tiers = new Tiers(List.of(log, index, store), endOfLog(), () -> now);

    @AfterEach
    void close() {
        tiers.close();
    }

    @Test
    void theStoreIsAskedFirstWhateverTheOrderTheyCameIn() {
        Answered<?> answer = tiers.object(QUERY, ReadWish.usual());
        assertEquals(TierName.STORE, answer.receipt().coverage().tier());
        assertEquals(List.of(), answer.receipt().tried());
        assertEquals(0, index.asked() + log.asked());
    }

    @Test
    void eachTierThatFallsIsNamedWithItsReason() {
        store.fails(new TierUnavailableException("replaying"));
        index.fails(new IllegalStateException("a defect"));
        Answered<?> answer = tiers.object(QUERY, ReadWish.usual());
        assertEquals(TierName.LOG, answer.receipt().coverage().tier());
        assertEquals(
                "[store: replaying, index: failed (IllegalStateException)]",
                answer.receipt().tried().toString());
    }

    @Test
    void aTierThatHangsCostsLessThanASecondAndLeavesTimeForTheNext() {
        store.hangs();
        long began = System.nanoTime();
        Answered<?> answer = tiers.object(QUERY, ReadWish.usual());
        assertTrue(System.nanoTime() - began < 1_000_000_000, "took longer than a second");
        assertEquals(TierName.INDEX, answer.receipt().coverage().tier());
        assertEquals("[store: did not answer in time]", answer.receipt().tried().toString());
    }

    @Test
    void theBudgetHoldsForAllTogether() {
        store.hangs();
        index.hangs();
        log.hangs();
        long began = System.nanoTime();
        TiersExhaustedException e =
                assertThrows(TiersExhaustedException.class, () -> tiers.object(QUERY, wish(Duration.ofMillis(300))));
        assertTrue(System.nanoTime() - began < 1_000_000_000, "took longer than the budget and some grace");
        assertEquals(3, e.tried().size());
        assertTrue(e.waitingFor().isEmpty());
    }

    @Test
    void aTierThatIsDownIsNotAskedUntilItsCircuitLetsAProbeThrough() {
        store.fails(new TierUnavailableException("down"));
        for (int i = 0; i < 10; i++) {
            tiers.object(QUERY, ReadWish.usual());
        }
        assertEquals(Circuit.FAILURES, store.asked());
        store.answers();
        assertEquals(
                TierName.INDEX,
                tiers.object(QUERY, ReadWish.usual()).receipt().coverage().tier());
        now = now.plus(Circuit.BETWEEN_PROBES);
        assertEquals(
                TierName.STORE,
                tiers.object(QUERY, ReadWish.usual()).receipt().coverage().tier());
        assertEquals(
                TierName.STORE,
                tiers.object(QUERY, ReadWish.usual()).receipt().coverage().tier());
    }

    @Test
    void whenNoOtherIsLeftATierIsAskedThoughItsCircuitIsOpen() {
        for (FakeTier tier : List.of(store, index, log)) {
            tier.fails(new TierUnavailableException("down"));
        }
        for (int i = 0; i < Circuit.FAILURES; i++) {
            assertThrows(TiersExhaustedException.class, () -> tiers.object(QUERY, ReadWish.usual()));
        }
        index.answers();
        assertEquals(
                TierName.INDEX,
                tiers.object(QUERY, ReadWish.usual()).receipt().coverage().tier());
    }

    @Test
    void aTokenThatNoTierCoversIsSaidWithWhatWasWaitedFor() {
        store.fails(new TokenNotCoveredException("the streams at 5"));
        index.fails(new TierUnavailableException("away"));
        log.fails(new TokenNotCoveredException("the log at 6"));
        TiersExhaustedException e =
                assertThrows(TiersExhaustedException.class, () -> tiers.object(QUERY, atLeast(TOKEN)));
        assertEquals(Optional.of("the log at 6"), e.waitingFor());
        assertEquals(
                "[store: waits for the streams at 5, index: away, log: waits for the log at 6]",
                e.tried().toString());
    }

    @Test
    void beingBehindATokenDoesNotOpenTheCircuit() {
        store.fails(new TokenNotCoveredException("5"));
        for (int i = 0; i < 5; i++) {
            tiers.object(QUERY, atLeast(TOKEN));
        }
        assertEquals(5, store.asked());
    }

    @Test
    void theTokenReachesTheTier() {
        List<Demand> demands = new ArrayList<>();
        store.behaves(demand -> {
            demands.add(demand);
            return new Read<>(Optional.empty(), store.coverage());
        });
        tiers.object(QUERY, atLeast(TOKEN));
        tiers.object(QUERY, ReadWish.usual());
        assertEquals(Optional.of(TOKEN), demands.getFirst().token());
        assertEquals(Optional.empty(), demands.getLast().token());
    }

    @Test
    void strongDemandsTheEndsOfThatPartOfTheLog() {
        List<Demand> demands = new ArrayList<>();
        store.behaves(demand -> {
            demands.add(demand);
            return new Read<>(Optional.empty(), store.coverage());
        });
        tiers.object(QUERY, strong());
        assertEquals(Optional.of(token("here", 99)), demands.getFirst().token());
        assertEquals(QUERY.entity(), ends.getFirst().entity().orElseThrow());
    }

    @Test
    void withoutTheBrokerNothingIsStrong() {
        brokerProblem = new TierUnavailableException("the broker did not tell");
        TiersExhaustedException e = assertThrows(TiersExhaustedException.class, () -> tiers.object(QUERY, strong()));
        assertEquals("log: the log's end cannot be proved: the broker did not tell", e.getMessage());
        assertEquals(0, store.asked() + index.asked() + log.asked());
    }

    @Test
    void aTokenOfAnotherClusterIsRefusedBeforeAnyTierIsAsked() {
        assertThrows(ForeignTokenException.class, () -> tiers.object(QUERY, atLeast(token("there", 1))));
        assertEquals(0, store.asked());
    }

    @Test
    void aNamedTierIsTheOnlyOneAsked() {
        store.fails(new TierUnavailableException("down"));
        ReadWish wish = new ReadWish(new Consistency.Eventual(), Duration.ofSeconds(1), Optional.of(TierName.STORE));
        assertThrows(TiersExhaustedException.class, () -> tiers.object(QUERY, wish));
        assertEquals(0, index.asked() + log.asked());
    }

    @Test
    void whatIsNoQuestionForATierIsPassedOnAndNotHeldAgainstIt() {
        store.fails(new NotOfThisTierException(TierName.STORE, "this"));
        for (int i = 0; i < 5; i++) {
            assertEquals(
                    List.of(), tiers.object(QUERY, ReadWish.usual()).receipt().tried());
        }
        assertEquals(5, store.asked());
        ReadWish only = new ReadWish(new Consistency.Eventual(), Duration.ofSeconds(1), Optional.of(TierName.STORE));
        assertThrows(NotOfThisTierException.class, () -> tiers.object(QUERY, only));
    }

    @Test
    void aQuestionThatIsWrongIsWrongForEveryTier() {
        store.fails(new ForeignTokenException("theirs", "ours"));
        assertThrows(ForeignTokenException.class, () -> tiers.object(QUERY, ReadWish.usual()));
        assertEquals(0, index.asked());
    }

    private EndOfLog endOfLog() {
        return new EndOfLog() {
            @Override
            public Token now(Scope scope, Deadline deadline) {
                if (brokerProblem != null) {
                    throw brokerProblem;
                }
                ends.add(scope);
                return token("here", 99);
            }

            @Override
            public Optional<String> clusterId() {
                return Optional.of("here");
            }
        };
    }

    private static Token token(String cluster, long offset) {
        return Token.of(cluster, List.of(new LogPosition("dsel.events.ArtifactAppliedEvent", 0, offset)));
    }

    private static ReadWish wish(Duration timeout) {
        return new ReadWish(new Consistency.Eventual(), timeout, Optional.empty());
    }

    private static ReadWish atLeast(Token token) {
        return new ReadWish(new Consistency.AtLeast(token), Duration.ofSeconds(2), Optional.empty());
    }

    private static ReadWish strong() {
        return new ReadWish(new Consistency.Strong(), Duration.ofSeconds(2), Optional.empty());
    }
}
