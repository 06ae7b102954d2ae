package io.dsel.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One run of a part, as a child process. */
final class PartProcess {
    /** Of glibc, which else sets up to eight arenas aside for each processor, each with free memory of its own. */
    private static final String ARENAS = "MALLOC_ARENA_MAX";

    private static final String MOST_ARENAS = "2";

    /**
     * Ctrl-C and a closing terminal signal the whole process group; the parts leave that to the supervisor, which stops them in
     * order. An ignored signal stays ignored over exec.
     */
    private static final List<String> SHELL = List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$@\"", "dsel-part");

    private static final long LARGEST_LOG = 10 * 1024 * 1024;

    private final Process process;
    private volatile boolean endExpected;

    private PartProcess(Process process) {
        this.process = process;
    }

    static PartProcess start(Part part) {
        List<String> command = new ArrayList<>(SHELL);
        command.addAll(part.command());
        try {
            Files.createDirectories(part.folder());
            Files.createDirectories(part.log().getParent());
            rotate(part.log());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(part.folder().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.appendTo(part.log().toFile()));
            builder.environment().putIfAbsent(ARENAS, MOST_ARENAS);
            builder.environment().putAll(part.environment());
            return new PartProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + part.name(), e);
        }
    }

    private static void rotate(Path log) throws IOException {
        if (Files.exists(log) && Files.size(log) > LARGEST_LOG) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Whether this process was asked to end. */
    boolean endExpected() {
        return endExpected;
    }

    /** Done with the exit status when the process has ended. */
    CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** SIGTERM, and SIGKILL after the limit. Returns when the process has ended. */
    void stop(Duration limit) throws InterruptedException {
        endExpected = true;
        process.destroy();
        resume();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
        }
    }

    /** SIGKILL. Returns when the process has ended. */
    void kill() throws InterruptedException {
        endExpected = true;
        process.destroyForcibly();
        process.waitFor();
    }

    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    /** Java knows no signals but SIGTERM and SIGKILL; the shell's own kill does. */
    private void signal(String name) {
        if (!process.isAlive()) {
            return;
        }
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -" + name + " " + process.pid())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(kill.getInputStream().readAllBytes());
            if (kill.waitFor() != 0 && process.isAlive()) {
                throw new StackException("cannot send SIG" + name + " to process " + process.pid() + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot send SIG" + name + " to process " + process.pid(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
