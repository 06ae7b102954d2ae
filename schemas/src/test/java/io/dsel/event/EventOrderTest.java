package io.dsel.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Order: the events of an entity are totally ordered by (timestamp, id). */
class EventOrderTest {
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    @Test
    void orderOfBytesIsTheOrder() {
        for (int i = 0; i < 100_000; i++) {
            EventOrder a = next();
            EventOrder b = next();
            int bytes = Arrays.compareUnsigned(a.sortable(), b.sortable());
            assertEquals(Integer.signum(a.compareTo(b)), Integer.signum(bytes), "seed " + seed + ": " + a + " " + b);
        }
    }

    @Test
    void sortableBytesComeBack() {
        for (int i = 0; i < 1_000; i++) {
            EventOrder order = next();
            byte[] prefixed =
                    ByteBuffer.allocate(300).put((byte) 7).put(order.sortable()).array();
            byte[] whole = Arrays.copyOf(prefixed, 1 + order.sortable().length);
            assertEquals(order, EventOrder.fromSortable(whole, 1), "seed " + seed);
        }
    }

    @Test
    void oneOrderWhateverTheArrival() {
        List<EventOrder> events = new ArrayList<>();
        for (int i = 0; i < 300; i++) {
            events.add(next());
        }
        List<EventOrder> sorted = events.stream().sorted().toList();
        Collections.shuffle(events, random);
        assertEquals(sorted, events.stream().sorted().toList(), "seed " + seed);
    }

    @Test
    void timeComesBeforeId() {
        assertTrue(new EventOrder(1, "z").compareTo(new EventOrder(2, "a")) < 0);
        assertTrue(new EventOrder(1, "a").compareTo(new EventOrder(1, "b")) < 0);
        assertEquals(0, new EventOrder(1, "a").compareTo(new EventOrder(1, "a")));
    }

    /** Few instants and short ids of few characters, so that ties and prefixes happen. */
    private EventOrder next() {
        long timestamp = random.nextBoolean() ? random.nextInt(3) : random.nextLong(Long.MAX_VALUE);
        StringBuilder id = new StringBuilder();
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            id.append("!-09AZaz~".charAt(random.nextInt(9)));
        }
        return new EventOrder(timestamp, id.toString());
    }
}
