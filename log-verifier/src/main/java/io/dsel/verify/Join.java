package io.dsel.verify;

import java.util.Comparator;
import java.util.Iterator;

/** Goes through what the log says and what a tier says, both in one order, and tells what is in which. */
final class Join<T> {

    /** Hears of each item once. */
    interface Visitor<T> {
        void both(T log, T tier);

        void missing(T log);

        void extra(T tier);
    }

    private final Comparator<? super T> key;
    private final Visitor<T> visitor;

    /** @param key items that it calls equal belong together; the log has one of each */
    Join(Comparator<? super T> key, Visitor<T> visitor) {
        this.key = key;
        this.visitor = visitor;
    }

    /** @throws VerificationException if the tier's items are not in order, because then this would tell nonsense */
    void run(Iterator<T> log, Iterator<T> tier) {
        T expected = next(log);
        T found = next(tier);
        while (expected != null || found != null) {
            int order = expected == null ? 1 : found == null ? -1 : key.compare(expected, found);
            if (order < 0) {
                visitor.missing(expected);
            } else if (order > 0) {
                visitor.extra(found);
            } else {
                visitor.both(expected, found);
            }
            expected = order <= 0 ? next(log) : expected;
            found = order >= 0 ? following(found, tier) : found;
        }
    }

    private T following(T found, Iterator<T> tier) {
        T next = next(tier);
        if (next != null && key.compare(found, next) > 0) {
            throw new VerificationException("the tier gave " + next + " behind " + found + ", which is not its order");
        }
        return next;
    }

    private static <T> T next(Iterator<T> items) {
        return items.hasNext() ? items.next() : null;
    }
}
