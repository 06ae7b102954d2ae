package io.dsel.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.rebuild.RefusedStepException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class GenerationsTest {
    private static final Generations BUILDING = Generations.FIRST.start(500);
    private static final Generations PROMOTED = BUILDING.promote();

    @Test
    void aRebuildStandsBesideTheLiveOne() {
        assertEquals(new Generations(1, OptionalInt.of(2), OptionalInt.empty(), 3, 500), BUILDING);
        assertEquals(List.of(1, 2), List.copyOf(BUILDING.all()));
        assertEquals(OptionalInt.of(2), BUILDING.other());
    }

    @Test
    void startedAgainItOnlyChangesTheRate() {
        assertEquals(new Generations(1, OptionalInt.of(2), OptionalInt.empty(), 3, 0), BUILDING.start(0));
    }

    @Test
    void promotionKeepsTheOneFromBeforeAndRollbackGoesBack() {
        assertEquals(new Generations(2, OptionalInt.empty(), OptionalInt.of(1), 3, 0), PROMOTED);
        assertEquals(new Generations(1, OptionalInt.of(2), OptionalInt.empty(), 3, 0), PROMOTED.rollback());
        assertEquals(PROMOTED, PROMOTED.rollback().promote());
    }

    @Test
    void aNumberIsNeverUsedAgain() {
        Generations dropped = BUILDING.drop();
        assertEquals(1, dropped.live());
        assertEquals(OptionalInt.of(3), dropped.start(0).candidate());
        assertTrue(dropped.isDropped(2));
        assertFalse(dropped.isDropped(1));
        assertFalse(dropped.isDropped(3), "it may be of a step that is not known here yet");
    }

    @Test
    void whatDoesNotFitIsRefusedWithWhatToDo() {
        for (UnaryOperator<Generations> step :
                List.<UnaryOperator<Generations>>of(Generations::promote, Generations::rollback, Generations::drop)) {
            assertThrows(RefusedStepException.class, () -> step.apply(Generations.FIRST));
        }
        assertThrows(RefusedStepException.class, BUILDING::rollback);
        assertThrows(RefusedStepException.class, PROMOTED::promote);
        RefusedStepException refused = assertThrows(RefusedStepException.class, () -> PROMOTED.start(0));
        assertTrue(refused.getMessage().contains("dsel rebuild drop index"), refused.getMessage());
    }

    @Test
    void anyStepsLeaveAtMostOneBesideTheLiveOneAndComeBackFromJson() {
        long seed = Long.getLong("dsel.seed", System.nanoTime());
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        Generations now = Generations.FIRST;
        Set<Integer> gone = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            List<UnaryOperator<Generations>> steps = new ArrayList<>(List.of(
                    one -> one.start(random.nextInt(10)),
                    Generations::promote,
                    Generations::rollback,
                    Generations::drop));
            Generations before = now;
            try {
                now = steps.get(random.nextInt(steps.size())).apply(now);
            } catch (RefusedStepException e) {
                continue;
            }
            gone.addAll(before.all());
            gone.removeAll(now.all());
            assertTrue(now.all().size() <= 2, now.toString());
            assertTrue(before.all().contains(now.live()), "what is read was written before: " + before + " " + now);
            assertTrue(gone.stream().allMatch(now::isDropped), now + " after " + gone);
            assertEquals(now, Generations.read(now.write()));
        }
    }

    @Test
    void whatIsNoStateIsNotRead() {
        for (String json :
                List.of("{}", "{\"live\":3,\"next\":3}", "{\"live\":1,\"candidate\":2,\"previous\":3,\"next\":4}")) {
            byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
            assertThrows(IllegalArgumentException.class, () -> Generations.read(bytes), json);
        }
    }

    @Test
    void namesSayTheGeneration() {
        assertEquals("dsel-events-v2-*", IndexSort.EVENTS.indices(2));
        assertEquals("dsel-heads-v2", IndexSort.HEADS.indices(2));
        assertEquals("dsel-aggregates", IndexSort.AGGREGATES.alias());
        assertEquals("dsel-indexer", Generations.group("dsel-indexer", 1));
        assertEquals("dsel-indexer-v2", Generations.group("dsel-indexer", 2));
        assertEquals(
                List.of("LIVE", "CANDIDATE", "PREVIOUS"),
                List.of(BUILDING.role(1), BUILDING.role(2), PROMOTED.role(1)));
    }
}
