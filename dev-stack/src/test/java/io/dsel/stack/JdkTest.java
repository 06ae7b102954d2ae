package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdkTest {

    @TempDir
    private Path folder;

    @Test
    void onlyThoseThatAreNewEnoughAreFound() throws IOException {
        install("old", "1.8.0_402");
        install("older", "17.0.15");
        install("enough", "21");
        install("new", "25.0.3");
        Files.createDirectory(folder.resolve("nothing"));
        assertEquals(
                Set.of(21, 25),
                Jdk.installed(Optional.empty(), folder).map(Jdk::feature).collect(Collectors.toSet()));
    }

    @Test
    void javaHomeCountsToo() throws IOException {
        Path home = install("elsewhere", "24.0.1");
        assertEquals(
                Optional.of(new Jdk(home, 24)),
                Jdk.installed(Optional.of(home), folder.resolve("none")).findFirst());
    }

    @Test
    void theRunningOneIsNewEnough() {
        assertTrue(Files.isExecutable(Jdk.find().java()));
    }

    private Path install(String name, String version) throws IOException {
        Path home = folder.resolve(name);
        Path java = home.resolve("bin/java");
        Files.createDirectories(java.getParent());
        Files.writeString(java, "");
        assertTrue(java.toFile().setExecutable(true));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"Test\"\nJAVA_VERSION=\"" + version + "\"\n");
        return home;
    }
}
