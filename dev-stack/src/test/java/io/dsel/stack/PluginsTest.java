package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginsTest {
    @TempDir
    private Path folder;

    @Test
    void aPartsOwnFolderWinsOverThatOfTheProcess() {
        Map<String, String> own = Map.of(Plugins.VARIABLE, folder.toString());
        Map<String, String> other = Map.of(Plugins.VARIABLE, "/nowhere");
        assertEquals(Optional.of(new Plugins(folder)), Plugins.of(own, other));
        assertEquals(Optional.of(new Plugins(folder)), Plugins.of(Map.of(), own));
        assertEquals(Optional.empty(), Plugins.of(Map.of(Plugins.VARIABLE, ""), own));
        assertEquals(Optional.empty(), Plugins.of(Map.of(), Map.of()));
    }

    @Test
    void theJarsComeBehindWhatIsThere() {
        assertEquals(
                "/a.jar" + File.pathSeparator + folder + File.separator + "*", new Plugins(folder).behind("/a.jar"));
    }

    @Test
    void aFolderThatIsNotThereIsNamed() {
        StackException refusal = assertThrows(
                StackException.class, () -> Plugins.of(Map.of(Plugins.VARIABLE, folder + "/none"), Map.of()));
        assertTrue(refusal.getMessage().contains(folder + "/none is no folder"), refusal.getMessage());
    }
}
