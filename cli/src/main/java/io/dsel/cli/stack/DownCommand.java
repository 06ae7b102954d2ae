package io.dsel.cli.stack;

import io.dsel.cli.console.ExitCode;
import io.dsel.cli.console.StackFolder;
import io.dsel.stack.DevStack;
import io.dsel.stack.PartState;
import io.dsel.stack.StackFile;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Stops a stack, wherever it was started. */
@Command(
        name = "down",
        description = {
            "Stop the stack; the data stays.",
            "Stops the parts in order, wherever the stack was started. Nothing to stop is no error."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  dsel down", "  dsel down --data /var/tmp/dsel"})
public final class DownCommand implements Callable<Integer> {

    /** The services, then what they need, each of which is killed when it has not ended after its own limit; and some room. */
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private static final long LOOK_EVERY_MILLIS = 100;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackFolder data;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        Path folder = data.path();
        Optional<StackFile> file = StackFile.read(folder).filter(StackFile::supervisorRuns);
        if (file.isEmpty()) {
            if (StackFile.read(folder).isPresent()) {
                DevStack.endOrphans(folder);
            }
            out.println("No stack runs in " + folder);
            return ExitCode.OK;
        }
        ProcessHandle supervisor = ProcessHandle.of(file.get().pid()).orElseThrow();
        out.println("Stopping");
        out.flush();
        supervisor.destroy();
        if (!awaitEnd(supervisor, folder, out)) {
            spec.commandLine()
                    .getErr()
                    .println("dsel: the supervisor did not end within " + LIMIT.toSeconds()
                            + " s; killing it and its parts");
            supervisor.destroyForcibly();
            supervisor.onExit().join();
            DevStack.endOrphans(folder);
        }
        out.println("Stopped. The data is in " + folder);
        return ExitCode.OK;
    }

    private static boolean awaitEnd(ProcessHandle supervisor, Path folder, PrintWriter out) throws Exception {
        Instant limit = Instant.now().plus(LIMIT);
        Set<String> told = new HashSet<>();
        boolean ended = false;
        while (!ended && Instant.now().isBefore(limit)) {
            ended = endsSoon(supervisor);
            StackFile.read(folder).stream()
                    .flatMap(file -> file.parts().stream())
                    .filter(part -> part.state() == PartState.STOPPED && told.add(part.name()))
                    .forEach(part -> out.printf("  %-12s stopped%n", part.name()));
            out.flush();
        }
        return ended;
    }

    private static boolean endsSoon(ProcessHandle supervisor) throws InterruptedException, ExecutionException {
        try {
            supervisor.onExit().get(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException running) {
            return false;
        }
    }
}
