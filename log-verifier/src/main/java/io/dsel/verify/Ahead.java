package io.dsel.verify;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** Items, with a look at the next. */
final class Ahead<T> implements Iterator<T> {
    private final Iterator<T> items;
    private T next;

    Ahead(Iterator<T> items) {
        this.items = items;
        this.next = items.hasNext() ? items.next() : null;
    }

    /** Null behind the last. */
    T peek() {
        return next;
    }

    @Override
    public boolean hasNext() {
        return next != null;
    }

    @Override
    public T next() {
        if (next == null) {
            throw new NoSuchElementException();
        }
        T now = next;
        next = items.hasNext() ? items.next() : null;
        return now;
    }
}
