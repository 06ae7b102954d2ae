package io.dsel.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** A folder of jars that a user adds to the class path of the streams. */
record Plugins(Path folder) {
    /** The streams know the variable too, and check that the jars are on their class path. */
    static final String VARIABLE = "DSEL_PLUGINS";

    /**
     * The folder that the part is told of, else that of this process; absolute, because each part runs in a folder of its own.
     *
     * @throws StackException if it is no folder
     */
    static Optional<Plugins> of(Map<String, String> ofPart, Map<String, String> environment) {
        String text = ofPart.getOrDefault(VARIABLE, environment.getOrDefault(VARIABLE, ""));
        if (text.isBlank()) {
            return Optional.empty();
        }
        Path folder = Path.of(text).toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            throw new StackException(VARIABLE + "=" + text + " is no folder; make it and put the jars there");
        }
        return Optional.of(new Plugins(folder));
    }

    /** A class path with all jars of the folder behind it. */
    String behind(String classPath) {
        return classPath + File.pathSeparator + folder.resolve("*");
    }
}
