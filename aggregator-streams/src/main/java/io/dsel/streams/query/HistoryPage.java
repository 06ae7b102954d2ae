package io.dsel.streams.query;

import io.dsel.event.EntityKey;
import io.dsel.event.EventOrder;
import io.dsel.streams.store.HistoryKey;
import io.dsel.streams.store.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.utils.Bytes;

/**
 * Which events of an entity are asked for. Values of one filter are alternatives, none means any.
 *
 * @param ascending oldest first, else newest first
 * @param limit items of the page
 * @param after the page's events come behind this one, in that direction
 * @param from event time, inclusive
 * @param to event time, exclusive
 * @param knownAt log time, inclusive
 * @param kinds event kinds or object kinds
 * @param full whether the events come whole
 */
record HistoryPage(
        boolean ascending,
        int limit,
        Optional<EventOrder> after,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Instant> knownAt,
        List<String> kinds,
        List<String> users,
        List<String> executions,
        boolean full) {

    /** At or below the first key that may be meant; the place that the page comes after is never one. */
    Bytes first(String owner) {
        Bytes first =
                from.map(time -> HistoryKey.from(owner, time.toEpochMilli())).orElseGet(() -> HistoryKey.first(owner));
        return ascending ? greater(first, after(owner).orElse(first)) : first;
    }

    /** At or above the last key that may be meant. */
    Bytes last(String owner) {
        Bytes last =
                to.map(time -> HistoryKey.from(owner, time.toEpochMilli())).orElseGet(() -> HistoryKey.last(owner));
        Bytes end = ascending ? last : lesser(last, after(owner).orElse(last));
        return greater(end, first(owner)); // an empty range has no end before its beginning
    }

    Optional<Bytes> after(String owner) {
        return after.map(order -> HistoryKey.of(owner, order));
    }

    boolean admits(EntityKey entity, StoredEvent entry) {
        return (kinds.isEmpty() || kinds.contains(entry.kind()) || kinds.contains(entity.kind()))
                && (users.isEmpty() || users.contains(entry.userId()))
                && (executions.isEmpty() || executions.contains(entry.executionId()))
                && isKnown(entry, knownAt);
    }

    /** Whether the log held it then. */
    static boolean isKnown(StoredEvent entry, Optional<Instant> knownAt) {
        return knownAt.filter(time -> entry.place().logTime() > time.toEpochMilli())
                .isEmpty();
    }

    private static Bytes lesser(Bytes one, Bytes other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Bytes greater(Bytes one, Bytes other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
