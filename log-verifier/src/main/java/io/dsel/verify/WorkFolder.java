package io.dsel.verify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A folder for the files of one verification, deleted with it when that ends, however it ends short of SIGKILL. */
final class WorkFolder implements AutoCloseable {
    private final Path path;
    private final Thread interrupted = new Thread(this::delete, "work-folder");

    private WorkFolder(Path path) {
        this.path = path;
        Runtime.getRuntime().addShutdownHook(interrupted);
    }

    /** @throws VerificationException if there can't be one */
    static WorkFolder in(Path parent) {
        try {
            return new WorkFolder(Files.createTempDirectory(Files.createDirectories(parent), "dsel-verify-"));
        } catch (IOException e) {
            throw new VerificationException("cannot make a folder in " + parent + ": " + e.getMessage(), e);
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(interrupted);
        } catch (IllegalStateException e) {
            return; // the hook does it
        }
        delete();
    }

    private void delete() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + path, e);
        }
    }
}
