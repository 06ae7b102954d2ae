package io.dsel.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.verify.sort.ExternalSort;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which events stand, whatever the order in which the log has them. */
class SightingTest {
    private static final Sighting FIRST = at("A/x/b", 1, "e1", 7, 3);
    private static final Sighting BETTER = at("A/x/b", 2, "e2", 5, 9);
    private static final Sighting LAST = at("A/x/b", 3, "e0", 1, 4);
    private static final Sighting OTHER = at("A/x/b-c", 0, "e9", 1, 5);

    private static final List<Sighting> LOG = List.of(
            FIRST,
            at("A/x/b", 1, "e1", 7, 8), // a copy
            at("A/x/b", 2, "e2", -1, 1), // unsigned, the greatest hash there is
            BETTER,
            at("A/x/b", 2, "e2", 5, 10),
            LAST,
            OTHER);

    @TempDir
    private Path folder;

    @Test
    void ofCopiesTheFirstStandsAndOfBodiesTheSmallerHash() {
        for (int round = 0; round < 20; round++) {
            try (ExternalSort<Sighting> sort = shuffled(round)) {
                assertEquals(
                        List.of(FIRST, BETTER, LAST, OTHER), list(OneOfEach.first(sort.sorted(), Sighting.BY_ENTITY)));
            }
        }
    }

    @Test
    void theHeadIsTheGreatestByTimeThenId() {
        try (ExternalSort<Sighting> sort = shuffled(1)) {
            Iterator<Sighting> history = OneOfEach.first(sort.sorted(), Sighting.BY_ENTITY);
            assertEquals(List.of(LAST, OTHER), list(OneOfEach.last(history, Sighting.BY_NAME)));
        }
    }

    private ExternalSort<Sighting> shuffled(int seed) {
        List<Sighting> log = new ArrayList<>(LOG);
        Collections.shuffle(log, new Random(seed));
        ExternalSort<Sighting> sort =
                new ExternalSort<>(folder, "s" + seed, Sighting.form(), Sighting.BY_STANDING, 500);
        log.forEach(sort::add);
        return sort;
    }

    private static Sighting at(String entity, long time, String id, long hash, long offset) {
        return new Sighting(
                entity, new EventOrder(time, id), hash, 42, new LogPosition("dsel.events.X", 1, offset), true);
    }

    private static <T> List<T> list(Iterator<T> items) {
        List<T> list = new ArrayList<>();
        items.forEachRemaining(list::add);
        return list;
    }
}
