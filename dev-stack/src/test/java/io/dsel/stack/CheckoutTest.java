package io.dsel.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {

    @TempDir
    private Path folder;

    @Test
    void theClassPathIsTheTetherTheJarAndWhatTheBuildWroteDown() throws IOException {
        Path target = Files.createDirectories(folder.resolve("sink/target"));
        Files.writeString(target.resolve("sink-1.jar"), "");
        Files.writeString(target.resolve("sink-1-tests.jar"), "");
        Files.writeString(target.resolve("classpath"), "/a.jar" + File.pathSeparator + "/b.jar\n");
        List<String> classPath = List.of(new Checkout(folder).classPath("sink").split(File.pathSeparator));
        assertEquals(
                List.of(target.resolve("sink-1.jar").toString(), "/a.jar", "/b.jar"),
                classPath.subList(1, classPath.size()));
    }

    @Test
    void whatIsNotBuiltIsNamedWithTheCommandThatBuildsIt() {
        StackException refusal = assertThrows(StackException.class, () -> new Checkout(folder).classPath("sink"));
        assertTrue(refusal.getMessage().startsWith("sink is not built"), refusal.getMessage());
        assertTrue(refusal.getMessage().contains("mvn -DskipTests package"), refusal.getMessage());
    }

    @Test
    void aHomeThatIsNoCheckoutIsRefused() {
        StackException refusal =
                assertThrows(StackException.class, () -> Checkout.find(Map.of("DSEL_HOME", folder.toString())));
        assertTrue(refusal.getMessage().contains(folder.toString()), refusal.getMessage());
    }

    @Test
    void withoutAHomeTheCheckoutAroundTheClassesIsFound() {
        assertTrue(Files.exists(Checkout.find(Map.of()).home().resolve("dev-stack/pom.xml")));
    }
}
