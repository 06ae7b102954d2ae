package io.dsel.bench;

import io.dsel.stack.DevStack;
import io.dsel.stack.Part;
import io.dsel.stack.StackEvent;
import io.dsel.stack.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Real parts on free ports in a folder of their own, which goes when they do, and when the JVM is told to end (Ctrl-C).
 */
public final class BenchStack implements AutoCloseable {
    /** While the JVM ends, others may still write to the folder, so one pass may not be enough. */
    private static final int DELETE_ATTEMPTS = 20;

    /** Of a part that Ctrl-C ended along with us. */
    private static final int EXIT_OF_INTERRUPTED = 130;

    private final Path folder;
    private final DevStack parts;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread atExit = new Thread(this::closeOnce, "bench-clean-up");

    private BenchStack(Path folder, StackOptions options) {
        this.folder = folder;
        this.parts = DevStack.open(folder.resolve("stack"), options, this::tell);
    }

    /** Starts the parts and returns when all are ready; leaves nothing behind if one is not. */
    public static BenchStack start(StackOptions options) throws IOException, InterruptedException {
        BenchStack stack = new BenchStack(Files.createTempDirectory("dsel-bench-"), options);
        Runtime.getRuntime().addShutdownHook(stack.atExit);
        try {
            stack.parts.start();
            return stack;
        } catch (RuntimeException | InterruptedException e) {
            stack.close();
            throw e;
        }
    }

    /** {@code host:port}. */
    public String bootstrapServers() {
        return parts.url(Part.BROKER);
    }

    public String registryUrl() {
        return parts.url(Part.REGISTRY);
    }

    public String openSearchUrl() {
        return parts.url(Part.OPEN_SEARCH);
    }

    /** The address of any part, by its name in {@link Part}. */
    public String url(String part) {
        return parts.url(part);
    }

    /** The folder that a part keeps its data in. */
    public Path data(String part) {
        return parts.data().resolve(part);
    }

    /** Stops all parts; what they keep stays until this is closed. */
    public void stop() throws InterruptedException {
        parts.stop();
    }

    /** A folder that goes with the stack; not there yet. */
    public Path folder(String name) {
        return folder.resolve(name);
    }

    @Override
    public void close() {
        closeOnce();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending already, and its hook has less left to do.
        }
    }

    private void closeOnce() {
        if (closed.getAndSet(true)) {
            return;
        }
        parts.close();
        try {
            delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + folder + ", which is not needed any more", e);
        }
    }

    /** Removes a folder with all that is in it; nothing happens if it is not there. */
    public static void delete(Path folder) throws IOException {
        for (int attempt = 1; Files.exists(folder); attempt++) {
            try {
                deleteOnce(folder);
            } catch (DirectoryNotEmptyException | UncheckedIOException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void deleteOnce(Path folder) throws IOException {
        List<Path> files;
        try (Stream<Path> found = Files.walk(folder)) {
            files = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path file : files) {
            Files.deleteIfExists(file);
        }
    }

    private void tell(StackEvent event) {
        if (event instanceof StackEvent.Died died && died.exit() != EXIT_OF_INTERRUPTED && !closed.get()) {
            System.err.println(died.description());
        }
    }
}
