package io.dsel.gateway.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class WatchPositionTest {
    private static final WatchIdentity WATCH = new WatchIdentity(-7, Integer.MAX_VALUE);
    private static final long MOST_TAG = (1L << 40) - 1;

    @Test
    void anyPositionComesBackFromItsText() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            SortedMap<Long, SortedMap<Integer, Long>> next = new TreeMap<>();
            for (int topics = random.nextInt(20); topics > 0; topics--) {
                SortedMap<Integer, Long> offsets = new TreeMap<>();
                for (int partitions = random.nextInt(30); partitions > 0; partitions--) {
                    offsets.put(random.nextInt(300), random.nextLong() >>> 1 + random.nextInt(63));
                }
                next.put(random.nextLong() & MOST_TAG, offsets);
            }
            WatchPosition position = new WatchPosition(WATCH, next);
            assertEquals(position, WatchPosition.parse(position.text()), "seed " + seed);
        }
    }

    @Test
    void whatIsNotInItIsReadFromTheBeginning() {
        WatchPosition position = new WatchPosition(
                WATCH,
                new TreeMap<>(Map.of(5L, new TreeMap<>(Map.of(0, 0L, 3, 17L)), 6L, new TreeMap<>(Map.of(1, 0L)))));
        WatchPosition back = WatchPosition.parse(position.text());
        assertEquals(17, back.next(5, 3));
        assertEquals(0, back.next(5, 0));
        assertEquals(0, back.next(6, 1));
        assertEquals(0, back.next(99, 2));
    }

    @Test
    void aPositionThatWasCutOrChangedIsRefused() {
        String text = new WatchPosition(
                        WATCH,
                        new TreeMap<>(Map.of(
                                5L, new TreeMap<>(Map.of(0, 300L, 3, 17L)), 6L, new TreeMap<>(Map.of(9, 1L << 40)))))
                .text();
        for (int length = 0; length < text.length(); length++) {
            String cut = text.substring(0, length);
            assertThrows(IllegalArgumentException.class, () -> WatchPosition.parse(cut), cut);
        }
        assertThrows(IllegalArgumentException.class, () -> WatchPosition.parse(text + "AAAA"));
        assertThrows(IllegalArgumentException.class, () -> WatchPosition.parse("no position"));
        assertThrows(IllegalArgumentException.class, () -> WatchPosition.parse("B" + text.substring(1)));
    }

    @Test
    void aHundredTopicsOfEightPartitionsFitInAHeader() {
        SortedMap<Long, SortedMap<Integer, Long>> next = new TreeMap<>();
        for (int topic = 0; topic < 100; topic++) {
            SortedMap<Integer, Long> offsets = new TreeMap<>();
            for (int partition = 0; partition < 8; partition++) {
                offsets.put(partition, 1_000_000L);
            }
            next.put(TopicTag.of(Uuid.randomUuid()), offsets);
        }
        int length = new WatchPosition(WATCH, next).text().length();
        assertTrue(length < 5000, "is " + length);
    }
}
