package io.dsel.verify;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/** Items that come page by page. */
final class Pages<T> implements Iterator<T> {
    private final Supplier<Optional<List<T>>> pages;
    private Iterator<T> page = List.<T>of().iterator();
    private boolean ended;

    /** @param pages each in its turn, which may be without items; empty behind the last */
    Pages(Supplier<Optional<List<T>>> pages) {
        this.pages = pages;
    }

    @Override
    public boolean hasNext() {
        while (!page.hasNext() && !ended) {
            Optional<List<T>> next = pages.get();
            ended = next.isEmpty();
            page = next.orElse(List.of()).iterator();
        }
        return page.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return page.next();
    }
}
