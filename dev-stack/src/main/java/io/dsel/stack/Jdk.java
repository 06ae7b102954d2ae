package io.dsel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** A Java installation. @param feature the first number of its version */
record Jdk(Path home, int feature) {

    static final int OLDEST = 21;

    private static final Path INSTALLED = Path.of("/usr/lib/jvm");

    Path java() {
        return home.resolve("bin/java");
    }

    /** The running one when it is new enough, else the newest that can be found. */
    static Jdk find() {
        int running = Runtime.version().feature();
        if (running >= OLDEST) {
            return new Jdk(Path.of(System.getProperty("java.home")), running);
        }
        return installed(Optional.ofNullable(System.getenv("JAVA_HOME")).map(Path::of), INSTALLED)
                .max(Comparator.comparingInt(Jdk::feature))
                .orElseThrow(() -> new StackException("no JDK " + OLDEST + " or newer in JAVA_HOME or " + INSTALLED
                        + ", and Java " + running + " is running: install one, or set JAVA_HOME"));
    }

    static Stream<Jdk> installed(Optional<Path> javaHome, Path folder) {
        return Stream.concat(javaHome.stream(), children(folder).stream())
                .flatMap(home -> read(home).stream())
                .filter(jdk -> jdk.feature() >= OLDEST);
    }

    private static List<Path> children(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Every JDK since 9 says its version in a file called {@code release}. */
    private static Optional<Jdk> read(Path home) {
        Path release = home.resolve("release");
        if (!Files.isReadable(release) || !Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(release)) {
            properties.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + release, e);
        }
        return Optional.ofNullable(properties.getProperty("JAVA_VERSION"))
                .map(quoted -> quoted.replace("\"", ""))
                .filter(version -> version.matches("[1-9].*") && !version.startsWith("1."))
                .map(version -> new Jdk(home, Integer.parseInt(version.split("[^0-9]", 2)[0])));
    }
}
