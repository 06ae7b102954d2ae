package io.dsel.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.Jazzer;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * The parsers under Jazzer, in two processes, from the seeds on: for more than a minute in every build, which goes the same
 * ways each time, for as long as {@code -Ddsel.fuzz.seconds=} says, and other ways with another {@code -Ddsel.fuzz.seed=}. What
 * breaks a property is printed in Base64, and belongs among the seeds.
 */
class FuzzIT {
    private static final int SECONDS = Integer.getInteger("dsel.fuzz.seconds", 75);
    private static final int SEED = Integer.getInteger("dsel.fuzz.seed", 1);
    private static final int PROCESSES = 2;
    private static final int PATIENCE_SECONDS = 120;

    private record Fuzzer(Process process, File output) {}

    @Test
    void noInputBreaksAProperty(@TempDir(cleanup = CleanupMode.ON_SUCCESS) Path folder)
            throws IOException, InterruptedException {
        List<Fuzzer> fuzzers = new ArrayList<>();
        try {
            for (int i = 0; i < PROCESSES; i++) {
                fuzzers.add(start(Files.createDirectory(folder.resolve("process-" + i)), SEED + i));
            }
            for (Fuzzer fuzzer : fuzzers) {
                requireNothingFound(fuzzer);
            }
        } finally {
            fuzzers.forEach(fuzzer -> fuzzer.process().destroyForcibly());
        }
    }

    private static Fuzzer start(Path folder, int seed) throws IOException {
        Path corpus = Files.createDirectory(folder.resolve("corpus"));
        List<byte[]> seeds = Seeds.all();
        for (int i = 0; i < seeds.size(); i++) {
            Files.write(corpus.resolve("seed-" + i), seeds.get(i));
        }
        File output = folder.resolve("output").toFile();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:+UseSerialGC",
                        "-XX:+EnableDynamicAgentLoading",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Jazzer.class.getName(),
                        "--target_class=" + Target.class.getName(),
                        "--instrumentation_includes=io.dsel.**:org.snakeyaml.**:tools.jackson.core.**:org.apache.avro.io.**",
                        "--disabled_hooks=.*", // those for injection; they double the time to start
                        "--reproducer_path=" + folder,
                        "-seed=" + seed,
                        "-max_total_time=" + SECONDS,
                        "-max_len=4096",
                        "-timeout=60",
                        "-artifact_prefix=" + folder + "/",
                        corpus.toString())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        return new Fuzzer(process, output);
    }

    private static void requireNothingFound(Fuzzer fuzzer) throws InterruptedException {
        File output = fuzzer.output();
        assertTrue(fuzzer.process().waitFor(SECONDS + PATIENCE_SECONDS, TimeUnit.SECONDS), () -> tail(output));
        assertEquals(0, fuzzer.process().exitValue(), () -> tail(output));
        assertTrue(tail(output).contains("Done "), () -> tail(output));
        System.out.println("fuzzing: " + lastLine(output));
    }

    private static String tail(File output) {
        try {
            List<String> lines = Files.readAllLines(output.toPath());
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 60), lines.size()));
        } catch (IOException e) {
            return "the output cannot be read: " + e;
        }
    }

    private static String lastLine(File output) {
        return tail(output)
                .lines()
                .filter(line -> line.startsWith("Done "))
                .findFirst()
                .orElse("");
    }
}
