package io.dsel.gateway;

import io.dsel.event.EntityKey;
import io.dsel.gateway.read.Answered;
import io.dsel.gateway.read.Deadline;
import io.dsel.gateway.read.EventEntry;
import io.dsel.gateway.read.EventFilter;
import io.dsel.gateway.read.HistoryQuery;
import io.dsel.gateway.read.Page;
import io.dsel.gateway.read.ReadWish;
import io.dsel.gateway.read.Receipt;
import io.dsel.gateway.read.Slice;
import io.dsel.gateway.read.Tiers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Reads all events of an entity that left it in a state, oldest first, a page at a time, within the one budget of time of the
 * request. Of events of one time that is the last: the state at a time is that in the greatest event by then, so what the
 * others hold, such as an object that was only validated, was its state at no time.
 */
final class WholeHistory {
    private static final int PAGE = 100;

    private final Tiers tiers;

    WholeHistory(Tiers tiers) {
        this.tiers = tiers;
    }

    /**
     * @param visit takes the events, whole; what it returns says whether to go on
     * @return of the part that is least certain to be up to date
     * @throws io.dsel.gateway.read.TiersExhaustedException if no tier could go on
     */
    Receipt read(EntityKey entity, EventFilter filter, ReadWish wish, Predicate<EventEntry> visit) {
        Deadline deadline = Deadline.in(wish.timeout());
        Slice slice = new Slice(Slice.Direction.ASC, PAGE, Optional.empty(), true);
        Receipt receipt = null;
        EventEntry last = null;
        while (true) {
            Answered<Page<EventEntry>> answer =
                    tiers.history(new HistoryQuery(entity, filter, slice), within(deadline, wish));
            receipt = receipt == null ? answer.receipt() : Receipts.weaker(receipt, answer.receipt());
            Page<EventEntry> page = answer.value();
            for (EventEntry entry : page.items()) {
                if (last != null && last.order().timestamp() < entry.order().timestamp() && !visit.test(last)) {
                    return receipt;
                }
                last = entry;
            }
            if (!page.more()) {
                if (last != null) {
                    visit.test(last);
                }
                return receipt;
            }
            slice = slice.behind(page.items().getLast().order());
        }
    }

    /** Events until a time, inclusive, as known at another. */
    static EventFilter until(Optional<Instant> asOf, Optional<Instant> knownAt) {
        return new EventFilter(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.empty(),
                asOf.map(time -> time.plusMillis(1)),
                knownAt);
    }

    /** The same wish with the time that is left; a tier may always try, and says itself that the time is over. */
    static ReadWish within(Deadline deadline, ReadWish wish) {
        Duration left = deadline.remaining();
        return new ReadWish(wish.consistency(), left.isZero() ? Duration.ofMillis(1) : left, wish.tier());
    }
}
