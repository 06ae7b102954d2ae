package io.dsel.streams.aggregate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.aggregate.Emission;
import io.dsel.aggregate.Emission.On;
import io.dsel.aggregate.Measure;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CadenceTest {
    private static final Measure COUNT = Measures.of("count", Measure.Function.COUNT);

    private final List<Integer> told = new ArrayList<>();
    private String mark;

    @Test
    void usuallyWithEachEvent() {
        run(Emission.USUAL, 5, 1, 3);
        assertEquals(List.of(1, 2, 3), told);
    }

    @Test
    void everySoManyEvents() {
        run(new Emission(On.EVENT, 3, 0), 1, 1, 1, 1, 1, 1, 1);
        assertEquals(List.of(3, 6), told);
    }

    @Test
    void theFirstOfEachBucketOfEventTime() {
        run(new Emission(On.EVENT, 1, 60), 10, 59, 60, 61, 30, 180, 121);
        assertEquals(List.of(1, 3, 6), told, "what comes late into an earlier bucket waits for the next");
    }

    @Test
    void everySoManyOrTheFirstOfABucket() {
        run(new Emission(On.EVENT, 3, 60), 10, 20, 30, 60, 70, 71);
        assertEquals(List.of(1, 3, 4, 6), told);
    }

    @Test
    void whenThePhaseChangesButNotWithoutOne() {
        DeclaredFold fold = new DeclaredFold(Measures.manifest(new Emission(On.PHASE, 1, 0), COUNT));
        List<String> phases = new ArrayList<>();
        long sequence = 0;
        for (String phase : new String[] {null, "APPLYING", null, "APPLYING", "APPLIED", "APPLYING"}) {
            sequence++;
            fold.add(Measures.member(sequence, "e" + sequence, Json.parse("{}"), Optional.ofNullable(phase)));
            Cadence cadence = Cadence.of(new Emission(On.PHASE, 1, 0), sequence, sequence, fold, mark);
            mark = cadence.mark();
            if (cadence.due()) {
                phases.add(sequence + " " + mark);
            }
        }
        assertEquals(List.of("2 APPLYING RUNNING", "5 APPLIED RUNNING", "6 APPLYING RUNNING"), phases);
    }

    /** @param seconds of the events' times */
    private void run(Emission emission, int... seconds) {
        DeclaredFold fold = new DeclaredFold(Measures.manifest(Emission.USUAL, COUNT));
        for (int i = 0; i < seconds.length; i++) {
            Cadence cadence = Cadence.of(emission, i + 1, seconds[i] * 1000L, fold, mark);
            mark = cadence.mark();
            if (cadence.due()) {
                told.add(i + 1);
            }
        }
    }
}
