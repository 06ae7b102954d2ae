package io.dsel.streams.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EventOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class HistoryKeyTest {
    private record Event(String owner, EventOrder order) {
        Bytes key() {
            return HistoryKey.of(owner, order);
        }
    }

    @Test
    void orderOfKeysIsOrderOfEventsWithinTheirOwners() {
        long seed = new Random().nextLong();
        System.out.println("seed " + seed);
        Random random = new Random(seed);
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            String owner = "Artifact/a" + "x".repeat(random.nextInt(3)) + "/n";
            String id = Integer.toString(random.nextInt(1000), 36) + "~".repeat(random.nextInt(2));
            events.add(new Event(owner, new EventOrder(random.nextInt(3), id)));
        }
        List<Event> byKey =
                events.stream().sorted(Comparator.comparing(Event::key)).toList();
        List<Event> byOrder = events.stream()
                .sorted(Comparator.comparing(Event::owner).thenComparing(Event::order))
                .toList();
        assertEquals(byOrder, byKey, "seed " + seed);
        events.forEach(event -> assertEquals(event.order(), HistoryKey.order(event.owner(), event.key())));
    }

    @Test
    void upToATimeHoldsAllEventsOfItsMillisecondAndNoneAfter() {
        Bytes bound = HistoryKey.upTo("Artifact/a/n", 1000);
        assertTrue(HistoryKey.of("Artifact/a/n", new EventOrder(1000, "~~~~")).compareTo(bound) < 0);
        assertTrue(HistoryKey.of("Artifact/a/n", new EventOrder(1001, "!")).compareTo(bound) > 0);
        assertTrue(
                HistoryKey.first("Artifact/a/n").compareTo(HistoryKey.of("Artifact/a/n", new EventOrder(0, "!"))) < 0);
        assertTrue(HistoryKey.last("Artifact/a/n").compareTo(HistoryKey.first("Artifact/a/n2")) < 0);
    }
}
