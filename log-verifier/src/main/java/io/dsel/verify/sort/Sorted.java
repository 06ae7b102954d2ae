package io.dsel.verify.sort;

import java.util.Iterator;

/** Items in order; closing it closes the files that they come from. */
public interface Sorted<T> extends Iterator<T>, AutoCloseable {
    @Override
    void close();
}
