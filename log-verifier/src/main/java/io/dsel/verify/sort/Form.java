package io.dsel.verify.sort;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** How items lie in a file. */
public interface Form<T> {
    void write(T item, DataOutput out) throws IOException;

    /** What {@link #write} wrote. */
    T read(DataInput in) throws IOException;

    /** About how much memory an item takes, in bytes. */
    int heapBytes(T item);
}
