package io.dsel.verify.sort;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExternalSortTest {
    private static final Form<String> TEXT = new Form<>() {
        @Override
        public void write(String item, DataOutput out) throws IOException {
            out.writeUTF(item);
        }

        @Override
        public String read(DataInput in) throws IOException {
            return in.readUTF();
        }

        @Override
        public int heapBytes(String item) {
            return 10;
        }
    };

    @TempDir
    private Path folder;

    @Test
    void anyNumberOfItemsComesOutInOrderWhateverTheMemory() throws IOException {
        long seed = new Random().nextLong();
        System.out.println("items of seed " + seed);
        Random random = new Random(seed);
        for (long memory : List.of(1L, 95L, 1_000L, 1_000_000L)) {
            for (int items : List.of(0, 1, 2, 9, 10, 500)) {
                List<String> all = texts(random, items);
                try (ExternalSort<String> sort =
                        new ExternalSort<>(folder, "x", TEXT, Comparator.naturalOrder(), memory)) {
                    all.forEach(sort::add);
                    all.sort(Comparator.naturalOrder());
                    assertEquals(all, list(sort.sorted()), items + " in " + memory);
                    assertEquals(all, list(sort.sorted()), "read again");
                    assertTrue(sort.files() <= ExternalSort.FAN_IN, sort.files() + " files");
                    assertEquals(items, sort.items());
                }
                assertEquals(List.of(), files());
            }
        }
    }

    @Test
    void littleMemoryMeansManyFilesAndTheyAreMergedInSteps() throws IOException {
        try (ExternalSort<String> sort = new ExternalSort<>(folder, "x", TEXT, Comparator.naturalOrder(), 1)) {
            for (int i = 0; i < 3 * ExternalSort.FAN_IN; i++) {
                sort.add("item " + i);
            }
            assertEquals(3 * ExternalSort.FAN_IN, files().size());
            assertEquals(3 * ExternalSort.FAN_IN, list(sort.sorted()).size());
            assertEquals(ExternalSort.FAN_IN, files().size());
        }
    }

    @Test
    void whatFitsIntoMemoryNeedsNoFile() throws IOException {
        try (ExternalSort<String> sort = new ExternalSort<>(folder, "x", TEXT, Comparator.naturalOrder(), 1_000)) {
            sort.add("b");
            sort.add("a");
            assertEquals(List.of("a", "b"), list(sort.sorted()));
            assertEquals(List.of(), files());
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }

    private static List<String> texts(Random random, int items) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < items; i++) {
            texts.add(Integer.toString(random.nextInt(items), 36)); // some are equal
        }
        return texts;
    }

    private static List<String> list(Iterator<String> items) {
        List<String> list = new ArrayList<>();
        items.forEachRemaining(list::add);
        return list;
    }
}
