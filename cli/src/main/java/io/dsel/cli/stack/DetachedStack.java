package io.dsel.cli.stack;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.stack.PartState;
import io.dsel.stack.PartStatus;
import io.dsel.stack.StackFile;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts a supervisor in the background and waits until its stack is ready. */
final class DetachedStack {

    /** A session of its own where the system can make one; in any case deaf to what the terminal sends. */
    private static final String SHELL =
            "trap '' INT HUP; command -v setsid >/dev/null && exec setsid \"$@\"; exec \"$@\"";

    private static final long LOOK_EVERY_MILLIS = 200;

    private final Path data;
    private final PrintWriter out;

    DetachedStack(Path data, PrintWriter out) {
        this.data = data;
        this.out = out;
    }

    void start(String[] arguments) throws IOException, InterruptedException {
        Instant from = Instant.now();
        Path log = data.resolve("logs").resolve("supervisor.log");
        Files.createDirectories(log.getParent());
        long before = Files.exists(log) ? Files.size(log) : 0;
        Process supervisor = new ProcessBuilder(command(arguments))
                .redirectInput(Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start();
        StackFile ready = awaitReady(supervisor, log, before);
        out.print(Addresses.of(ready.parts(), data, Duration.between(from, Instant.now())));
        out.println("Runs in the background as process " + supervisor.pid() + "; dsel down stops it.");
        out.flush();
    }

    private static List<String> command(String[] arguments) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SHELL, "dsel"));
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // It only waits, so it needs little.
        command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.dsel.cli.Main"));
        command.addAll(List.of(arguments));
        return command;
    }

    private StackFile awaitReady(Process supervisor, Path log, long logBefore)
            throws IOException, InterruptedException {
        Set<String> told = new HashSet<>();
        while (!supervisor.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            Optional<StackFile> file = StackFile.read(data).filter(found -> found.pid() == supervisor.pid());
            if (file.isEmpty()) {
                continue;
            }
            if (told.isEmpty()) {
                new PartLines(out, out).starting(file.get().parts(), data);
                told.add("");
            }
            file.get().parts().stream()
                    .filter(part -> part.state() == PartState.READY && told.add(part.name()))
                    .forEach(this::tell);
            if (file.get().parts().stream().allMatch(part -> part.state() == PartState.READY)) {
                return file.get();
            }
        }
        throw new CliException(ExitCode.FAILED, "the stack did not start:\n" + since(log, logBefore));
    }

    private void tell(PartStatus part) {
        out.println(PartLines.ready(part.name(), part.readyAfterMillis()));
        out.flush();
    }

    private static String since(Path log, long before) throws IOException {
        byte[] all = Files.readAllBytes(log);
        return new String(all, (int) before, (int) (all.length - before)).strip();
    }
}
