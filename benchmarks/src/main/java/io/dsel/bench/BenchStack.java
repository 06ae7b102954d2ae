package io.dsel.bench;

import io.dsel.stack.DevStack;
import io.dsel.stack.StackEvent;
import io.dsel.stack.StackOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Real parts on free ports in a folder of their own, which goes when they do. */
record BenchStack(DevStack parts, Path folder) implements AutoCloseable {

    static BenchStack start(StackOptions options) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("dsel-bench-");
        DevStack parts = DevStack.open(folder, options, BenchStack::tell);
        parts.start();
        return new BenchStack(parts, folder);
    }

    @Override
    public void close() throws IOException {
        parts.close();
        delete(folder);
    }

    /** Removes a folder with all that is in it. */
    static void delete(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static void tell(StackEvent event) {
        if (event instanceof StackEvent.Died died) {
            System.err.println(died.description());
        }
    }
}
