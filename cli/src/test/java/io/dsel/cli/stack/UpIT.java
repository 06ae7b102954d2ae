package io.dsel.cli.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.dsel.cli.Cli;
import io.dsel.json.Json;
import io.dsel.stack.Part;
import io.dsel.stack.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands around a stack of one real part, from another process as a person would use them. */
class UpIT {

    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    private Path data;

    @AfterEach
    void stop() {
        Cli.run("down", "--data", data.toString());
    }

    @Test
    void aDetachedStackIsReadySeenRefusedASecondTimeAndStopped() {
        Cli up = dsel("up", "--parts", "broker", "--detach");
        assertEquals(0, up.exit(), up.err());
        assertTrue(up.out().contains("broker       ready after"), up.out());

        Cli status = dsel("status", "-o", "json");
        assertEquals(0, status.exit(), status.out());
        JsonNode report = Json.parse(status.out());
        JsonNode broker = report.path("parts").path(0);
        assertEquals(Part.BROKER, broker.path("name").asString());
        assertEquals("ready", broker.path("state").asString());
        assertTrue(broker.path("memoryBytes").asLong() > 50_000_000, status.out());
        assertTrue(up.out().contains(broker.path("url").asString()), up.out());

        Cli second = dsel("up", "--parts", "broker", "--detach");
        assertEquals(1, second.exit());
        assertTrue(second.err().contains("a stack is already running on " + data), second.err());

        assertTrue(dsel("logs", "broker", "-n", "50").out().contains("Kafka Server started"));

        long pid = broker.path("pid").asLong();
        assertEquals(0, dsel("down").exit());
        assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        assertEquals(3, dsel("status").exit());
    }

    @Test
    void aPartThatIsKilledShowsInTheStatusAndInWhatUpPrints() throws Exception {
        assertEquals(0, dsel("up", "--parts", "broker", "--detach").exit());
        ProcessHandle broker = ProcessHandle.of(StackFile.read(data)
                        .orElseThrow()
                        .part(Part.BROKER)
                        .orElseThrow()
                        .pid())
                .orElseThrow();

        broker.destroyForcibly();

        Path log = data.resolve("logs/supervisor.log");
        Awaitility.await().atMost(SOON).until(() -> Files.readString(log).contains("broker died (signal 9)"));
        Cli status = dsel("status");
        assertEquals(3, status.exit());
        assertTrue(status.out().contains("broker       dead"), status.out());
    }

    @Test
    void aForegroundStackStopsInOrderOnCtrlC() throws Exception {
        Path printed = data.resolve("printed");
        // A build in the background has SIGINT ignored, and what it starts would ignore it too.
        Process up = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "io.dsel.cli.Main",
                        "up",
                        "--parts",
                        "broker",
                        "--data",
                        data.toString())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        Awaitility.await()
                .atMost(SOON)
                .until(() -> !up.isAlive() || Files.readString(printed).contains("Ctrl-C stops it"));

        interrupt(up);

        assertTrue(up.waitFor(SOON.toSeconds(), TimeUnit.SECONDS));
        String all = Files.readString(printed);
        assertEquals(130, up.exitValue(), all);
        assertTrue(all.contains("broker       stopped"), all);
        assertTrue(all.contains("Stopped. The data is in " + data), all);
        assertTrue(Files.readString(data.resolve("logs/broker.log")).contains("shut down completed"));
    }

    private static void interrupt(Process process) throws IOException, InterruptedException {
        new ProcessBuilder("/bin/sh", "-c", "kill -INT " + process.pid())
                .inheritIO()
                .start()
                .waitFor();
    }

    private Cli dsel(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return Cli.run(all.toArray(String[]::new));
    }
}
