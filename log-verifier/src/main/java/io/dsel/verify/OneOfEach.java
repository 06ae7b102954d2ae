package io.dsel.verify;

import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Of items in order the first, or the last, of those that a comparator calls equal. */
final class OneOfEach<T> implements Iterator<T> {
    private final Iterator<T> items;
    private final Comparator<? super T> same;
    private final boolean last;
    private T ahead;

    private OneOfEach(Iterator<T> items, Comparator<? super T> same, boolean last) {
        this.items = items;
        this.same = same;
        this.last = last;
        this.ahead = items.hasNext() ? items.next() : null;
    }

    static <T> Iterator<T> first(Iterator<T> items, Comparator<? super T> same) {
        return new OneOfEach<>(items, same, false);
    }

    static <T> Iterator<T> last(Iterator<T> items, Comparator<? super T> same) {
        return new OneOfEach<>(items, same, true);
    }

    @Override
    public boolean hasNext() {
        return ahead != null;
    }

    @Override
    public T next() {
        if (ahead == null) {
            throw new NoSuchElementException();
        }
        T chosen = ahead;
        while (items.hasNext()) {
            T following = items.next();
            if (same.compare(chosen, following) != 0) {
                ahead = following;
                return chosen;
            }
            chosen = last ? following : chosen;
        }
        ahead = null;
        return chosen;
    }
}
