package io.dsel.streams;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    private Path folder;

    @Test
    void aJarThatTheProcessWasNotStartedWithIsNamed() throws IOException {
        Path one = Files.writeString(folder.resolve("one.jar"), "");
        Path two = Files.writeString(folder.resolve("two.jar"), "");
        Files.writeString(folder.resolve("read.me"), "");
        assertDoesNotThrow(
                () -> Plugins.check(folder.toString(), "/a.jar" + File.pathSeparator + one + File.pathSeparator + two));
        String refusal = refusal(folder.toString(), one.toString());
        assertTrue(refusal.contains("two.jar") && !refusal.contains("one.jar"), refusal);
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        String refusal = refusal(folder + "/none", "/a.jar");
        assertTrue(refusal.contains(folder + "/none is no folder"), refusal);
    }

    @Test
    void withoutAFolderThereIsNothingToCheck() {
        assertDoesNotThrow(() -> Plugins.check("", "/a.jar"));
    }

    private static String refusal(String folder, String classPath) {
        return assertThrows(IllegalArgumentException.class, () -> Plugins.check(folder, classPath))
                .getMessage();
    }
}
