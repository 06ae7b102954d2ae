package io.dsel.verify.sort;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;

/** Runs, read together in order. */
final class Merge<T> implements Sorted<T> {
    private final List<Sorted<T>> open = new ArrayList<>();
    private final PriorityQueue<Next<T>> next;

    private record Next<T>(T item, Sorted<T> from) {}

    Merge(List<Run<T>> runs, Comparator<? super T> order) {
        next = new PriorityQueue<>(Math.max(1, runs.size()), (one, other) -> order.compare(one.item, other.item));
        try {
            for (Run<T> run : runs) {
                Sorted<T> items = run.open();
                open.add(items);
                advance(items);
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public boolean hasNext() {
        return !next.isEmpty();
    }

    @Override
    public T next() {
        Next<T> least = next.poll();
        if (least == null) {
            throw new NoSuchElementException();
        }
        advance(least.from);
        return least.item;
    }

    @Override
    public void close() {
        open.forEach(Sorted::close);
    }

    private void advance(Sorted<T> items) {
        if (items.hasNext()) {
            next.add(new Next<>(items.next(), items));
        }
    }
}
