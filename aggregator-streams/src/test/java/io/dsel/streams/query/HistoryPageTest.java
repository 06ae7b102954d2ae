package io.dsel.streams.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.event.LogPosition;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.Place;
import io.dsel.streams.store.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class HistoryPageTest {
    private static final EntityKey ENTITY = new EntityKey("Artifact", "09287", "vpc");
    private static final String OWNER = ENTITY.text();

    @Test
    void theRangeHoldsExactlyWhatIsMeant() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int round = 0; round < 2000; round++) {
            HistoryPage page = page(
                    random.nextBoolean(),
                    sometimes(random).map(time -> new EventOrder(time.toEpochMilli(), "e" + random.nextInt(3))),
                    sometimes(random),
                    sometimes(random));
            for (long time = 0; time < 10; time++) {
                for (int id = 0; id < 3; id++) {
                    EventOrder order = new EventOrder(time, "e" + id);
                    Bytes key = HistoryKey.of(OWNER, order);
                    boolean inRange = page.first(OWNER).compareTo(key) <= 0
                            && key.compareTo(page.last(OWNER)) <= 0
                            && page.after(OWNER).filter(key::equals).isEmpty();
                    assertEquals(isMeant(page, order), inRange, page + " " + order + ", seed " + seed);
                }
            }
            assertTrue(
                    page.first(OWNER).compareTo(page.last(OWNER)) <= 0, "a store refuses a range that runs backwards");
        }
    }

    @Test
    void eachFilterIsOfAlternativesAndAllMustHold() {
        assertTrue(filtered(List.of(), List.of(), List.of(), null));
        assertTrue(filtered(List.of("Other", "ArtifactAppliedEvent"), List.of(), List.of(), null));
        assertTrue(filtered(List.of("Artifact"), List.of("bob", "ada"), List.of("run"), 7L));
        assertFalse(filtered(List.of("ArtifactDeletedEvent"), List.of(), List.of(), null));
        assertFalse(filtered(List.of(), List.of("bob"), List.of(), null));
        assertFalse(filtered(List.of("Artifact"), List.of("ada"), List.of("another"), null));
        assertFalse(filtered(List.of(), List.of(), List.of(), 6L));
    }

    private static boolean filtered(List<String> kinds, List<String> users, List<String> executions, Long knownAt) {
        HistoryPage page = new HistoryPage(
                true,
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(knownAt).map(Instant::ofEpochMilli),
                kinds,
                users,
                executions,
                false);
        Place place = new Place(new LogPosition("dsel.events.ArtifactAppliedEvent", 0, 0), 7);
        byte[] value = {};
        return page.admits(ENTITY, new StoredEvent(place, 1, "ArtifactAppliedEvent", "Applied", "ada", "run", value));
    }

    private static boolean isMeant(HistoryPage page, EventOrder order) {
        boolean behind = page.after()
                .map(last -> page.ascending() ? order.compareTo(last) > 0 : order.compareTo(last) < 0)
                .orElse(true);
        return behind
                && page.from()
                        .filter(from -> order.timestamp() < from.toEpochMilli())
                        .isEmpty()
                && page.to()
                        .filter(to -> order.timestamp() >= to.toEpochMilli())
                        .isEmpty();
    }

    private static HistoryPage page(
            boolean ascending, Optional<EventOrder> after, Optional<Instant> from, Optional<Instant> to) {
        return new HistoryPage(
                ascending, 10, after, from, to, Optional.empty(), new ArrayList<>(), List.of(), List.of(), false);
    }

    private static Optional<Instant> sometimes(Random random) {
        return random.nextInt(3) == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(random.nextInt(10)));
    }
}
