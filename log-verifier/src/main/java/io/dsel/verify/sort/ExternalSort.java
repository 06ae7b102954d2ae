package io.dsel.verify.sort;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/**
 * Takes any number of items and gives them in order, as often as asked. What does not fit into the memory that it may use
 * goes to files, sorted, which are read together at the end: the usual external merge sort (Knuth, volume 3, 5.4). For
 * use by one thread.
 */
public final class ExternalSort<T> implements AutoCloseable {
    /** Files that are read together; each takes a buffer. */
    static final int FAN_IN = 64;

    private final Path folder;
    private final String name;
    private final Form<T> form;
    private final Comparator<? super T> order;
    private final long memoryBytes;
    private final Deque<Run<T>> runs = new ArrayDeque<>();
    private List<T> held = new ArrayList<>();
    private long heldBytes;
    private long items;
    private int files;

    /**
     * @param folder where files go
     * @param name what their names begin with; no other sort in the folder has it
     * @param memoryBytes that the items held at a time may take, about
     */
    public ExternalSort(Path folder, String name, Form<T> form, Comparator<? super T> order, long memoryBytes) {
        this.folder = folder;
        this.name = name;
        this.form = form;
        this.order = order;
        this.memoryBytes = memoryBytes;
    }

    public void add(T item) {
        held.add(item);
        heldBytes += form.heapBytes(item);
        items++;
        if (heldBytes > memoryBytes) {
            spill();
        }
    }

    /** How many were added. */
    public long items() {
        return items;
    }

    /** All that was added, in order; nothing may be added while it is read. */
    public Sorted<T> sorted() {
        if (runs.isEmpty()) {
            held.sort(order);
            return new Held<>(held.iterator());
        }
        if (!held.isEmpty()) {
            spill();
        }
        while (runs.size() > FAN_IN) {
            mergeSome();
        }
        return new Merge<>(List.copyOf(runs), order);
    }

    /** Files at present. */
    int files() {
        return runs.size();
    }

    @Override
    public void close() {
        held = List.of();
        runs.forEach(Run::delete);
        runs.clear();
    }

    private void spill() {
        held.sort(order);
        runs.add(Run.write(nextFile(), held.iterator(), form));
        held = new ArrayList<>();
        heldBytes = 0;
    }

    /** The oldest into one, which becomes the youngest: so every item is read about equally often. */
    private void mergeSome() {
        List<Run<T>> some = new ArrayList<>();
        int many = Math.min(FAN_IN, runs.size() - FAN_IN + 1);
        for (int i = 0; i < many; i++) {
            some.add(runs.poll());
        }
        try (Sorted<T> merged = new Merge<>(some, order)) {
            runs.add(Run.write(nextFile(), merged, form));
        }
        some.forEach(Run::delete);
    }

    private Path nextFile() {
        return folder.resolve(name + "-" + files++);
    }

    private record Held<T>(Iterator<T> items) implements Sorted<T> {
        @Override
        public boolean hasNext() {
            return items.hasNext();
        }

        @Override
        public T next() {
            return items.next();
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
