package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartArchiveTest {

    private static final Jdk JDK = new Jdk(Path.of("/jdk"), 25);

    @TempDir
    private Path folder;

    @Test
    void anotherBuildOrAnotherJdkHasAnotherArchive() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "a");
        StartArchive first = archive(JDK, jar.toString());
        assertEquals(first, archive(JDK, jar.toString()));
        assertNotEquals(first, archive(new Jdk(Path.of("/jdk"), 21), jar.toString()));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1));
        assertNotEquals(first, archive(JDK, jar.toString()));
    }

    @Test
    void theOrderOfTheClassPathCounts() throws IOException {
        Path a = Files.writeString(folder.resolve("a.jar"), "a");
        Path b = Files.writeString(folder.resolve("b.jar"), "b");
        assertNotEquals(archive(JDK, a + File.pathSeparator + b), archive(JDK, b + File.pathSeparator + a));
    }

    @Test
    void whatEarlierBuildsLeftIsRemovedButNotWhatAnotherJdkUses() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "a");
        StartArchive archive = archive(JDK, jar.toString());
        Path old = Files.writeString(folder.resolve("start-jdk25-0123456789ab.jsa"), "");
        Path other = Files.writeString(folder.resolve("start-jdk21-0123456789ab.jsa"), "");
        Files.writeString(archive.file(), "");
        archive.removeOthers();
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(other));
        assertTrue(archive.exists());
    }

    @Test
    void aJarThatIsMissingIsNamed() {
        StackException error = assertThrows(
                StackException.class,
                () -> archive(JDK, folder.resolve("none.jar").toString()));
        assertTrue(error.getMessage().contains("none.jar"), error.getMessage());
    }

    private StartArchive archive(Jdk jdk, String classPath) {
        return StartArchive.of(folder, jdk, classPath);
    }
}
