package io.dsel.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds a git history to import. */
final class GitHistory {
    private GitHistory() {}

    /** The repository that a folder lies in. */
    static Optional<Path> around(Path folder) {
        return Stream.iterate(folder.toAbsolutePath().normalize(), path -> path != null, Path::getParent)
                .filter(path -> Files.exists(path.resolve(".git")))
                .findFirst();
    }

    /** Whether a repository's work tree has any YAML that could be an object: quick to tell, before its history is walked. */
    static boolean mayHoldObjects(Path repository) throws IOException {
        try (Stream<Path> files = Files.find(
                repository,
                12,
                (path, attributes) -> attributes.isRegularFile()
                        && path.toString().matches(".*\\.ya?ml")
                        && !path.toString().contains("/target/"))) {
            return files.anyMatch(GitHistory::namesAKind);
        }
    }

    private static boolean namesAKind(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.limit(1000).anyMatch(line -> line.startsWith("kind:"));
        } catch (IOException | java.io.UncheckedIOException e) {
            return false; // What is not text is no manifest.
        }
    }
}
