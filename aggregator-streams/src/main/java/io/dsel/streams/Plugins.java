package io.dsel.streams;

import io.dsel.aggregate.FoldProvider;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What users have added to the streams. Found wrong at the start, where somebody looks, and not when the first event of an
 * aggregate comes.
 */
final class Plugins {
    private static final Logger LOG = LoggerFactory.getLogger(Plugins.class);

    private Plugins() {}

    /**
     * @param folder of jars; empty for none
     * @param classPath of this process
     * @throws IllegalArgumentException saying what is wrong with a jar, or what is there twice
     */
    static void check(String folder, String classPath) {
        if (!folder.isEmpty()) {
            requireAll(Path.of(folder), classPath);
        }
        LOG.info("folds in Java: {}", folds());
    }

    private static void requireAll(Path folder, String classPath) {
        Set<Path> there = Arrays.stream(classPath.split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().normalize())
                .collect(Collectors.toSet());
        List<Path> missing = jars(folder).stream()
                .filter(jar -> !there.contains(jar.toAbsolutePath().normalize()))
                .toList();
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("plugins: " + missing
                    + " are not on the class path; start the streams with ./dsel up or the image, or with '" + folder
                    + "/*' behind -cp");
        }
    }

    private static List<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().toLowerCase().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "plugins: " + folder + " is no folder that can be read; make it and put the jars there", e);
        }
    }

    /** The name and version of each. */
    private static Set<String> folds() {
        Set<String> names = new TreeSet<>();
        try {
            for (FoldProvider provider : ServiceLoader.load(FoldProvider.class)) {
                String name = provider.name() + " " + provider.version();
                if (!names.add(name)) {
                    throw new IllegalArgumentException("plugins: the fold " + name
                            + " is there twice; remove a jar, or give what is another fold another version");
                }
            }
        } catch (ServiceConfigurationError e) {
            throw new IllegalArgumentException("plugins: a fold can't be loaded: " + e.getMessage(), e);
        }
        return names;
    }
}
