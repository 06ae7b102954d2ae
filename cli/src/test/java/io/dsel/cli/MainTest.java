package io.dsel.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;

class MainTest {

    @TempDir
    private Path folder;

    @Test
    void everyCommandHasHelpWithExamples() {
        for (CommandLine command : Main.commandLine().getSubcommands().values()) {
            if (!(command.getCommand() instanceof HelpCommand)) {
                Cli help = Cli.run(command.getCommandName(), "--help");
                assertEquals(0, help.exit());
                assertTrue(help.out().contains("Examples:"), help.out());
                assertTrue(help.out().contains("  dsel " + command.getCommandName()), help.out());
            }
        }
    }

    @Test
    void dselAloneShowsWhatThereIs() {
        Cli alone = Cli.run();
        assertEquals(0, alone.exit());
        assertTrue(alone.out().contains("Exit codes:"), alone.out());
    }

    @Test
    void aWrongCommandLineIsRefusedBeforeAnythingStarts() {
        for (String[] wrong : new String[][] {
            {"up", "--parts", "zookeeper"},
            {"up", "--parts", "broker,sink"},
            {"up", "--streams", "99"},
            {"up", "--port-base", "80"},
            {"status", "-o", "xml"},
            {"nonsense"}
        }) {
            Cli refused = Cli.run(wrong);
            assertEquals(2, refused.exit(), refused.err());
            assertFalse(refused.err().contains("at io.dsel"), refused.err());
        }
    }

    @Test
    void aFolderWithoutAStackHasNothingReadyAndNothingToStop() {
        String data = folder.resolve("none").toString();
        Cli status = Cli.run("status", "--data", data);
        assertEquals(3, status.exit());
        assertTrue(status.out().contains("dsel up"), status.out());
        assertEquals(0, Cli.run("down", "--data", data).exit());
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void logsOfAFolderWithoutAStackAreAnErrorInOneLine() {
        Cli logs = Cli.run("logs", "--data", folder.toString());
        assertEquals(1, logs.exit());
        assertTrue(logs.err().startsWith("dsel: no logs in " + folder), logs.err());
        assertEquals(1, logs.err().lines().count());
    }
}
