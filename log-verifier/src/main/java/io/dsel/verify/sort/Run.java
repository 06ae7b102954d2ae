package io.dsel.verify.sort;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** A file of items in order. */
record Run<T>(Path file, long items, Form<T> form) {
    private static final int BUFFER_BYTES = 32 << 10;

    static <T> Run<T> write(Path file, Iterator<T> sorted, Form<T> form) {
        long items = 0;
        try (DataOutputStream out =
                new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES))) {
            while (sorted.hasNext()) {
                form.write(sorted.next(), out);
                items++;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
        return new Run<>(file, items, form);
    }

    Sorted<T> open() {
        try {
            return new Reader<>(this);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file, e);
        }
    }

    private static final class Reader<T> implements Sorted<T> {
        private final Run<T> run;
        private final DataInputStream in;
        private long left;

        Reader(Run<T> run) throws IOException {
            this.run = run;
            this.in = new DataInputStream(new BufferedInputStream(Files.newInputStream(run.file), BUFFER_BYTES));
            this.left = run.items;
        }

        @Override
        public boolean hasNext() {
            return left > 0;
        }

        @Override
        public T next() {
            if (left == 0) {
                throw new NoSuchElementException();
            }
            try {
                T item = run.form.read(in);
                if (--left == 0) {
                    in.close(); // not everyone who reads to the end closes
                }
                return item;
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + run.file, e);
            }
        }

        @Override
        public void close() {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close " + run.file, e);
            }
        }
    }
}
