package io.dsel.gateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FirstsTest {
    @Test
    void keepsTheFirstOfAnyOrderOfArrival() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            List<Integer> all = new ArrayList<>(
                    random.ints(random.nextInt(50), 0, 40).boxed().toList());
            Collections.shuffle(all, random);
            int most = 1 + random.nextInt(10);
            Firsts<Integer, Integer> firsts = new Firsts<>(Comparator.<Integer>reverseOrder(), most, Math::min);
            all.forEach(one -> firsts.offer(one, one));
            List<Integer> expected =
                    new TreeSet<>(all).descendingSet().stream().limit(most).toList();
            assertEquals(expected, firsts.values(), "seed " + seed);
        }
    }

    @Test
    void ofOnePlaceTheChosenValueStays() {
        Firsts<Integer, String> firsts = new Firsts<>(
                Comparator.<Integer>naturalOrder(), 2, (one, other) -> one.compareTo(other) < 0 ? one : other);
        firsts.offer(1, "b");
        firsts.offer(1, "a");
        firsts.offer(1, "c");
        assertEquals(List.of("a"), firsts.values());
    }

    @Test
    void whatComesBehindAFullPageIsNotWanted() {
        Firsts<Integer, Integer> firsts = new Firsts<>(Comparator.<Integer>naturalOrder(), 2, Math::min);
        firsts.offer(5, 5);
        assertTrue(firsts.wants(9));
        firsts.offer(7, 7);
        assertFalse(firsts.wants(9));
        assertTrue(firsts.wants(7));
    }
}
