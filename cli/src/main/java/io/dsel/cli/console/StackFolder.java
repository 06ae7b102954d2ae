package io.dsel.cli.console;

import io.dsel.stack.PartStatus;
import io.dsel.stack.StackFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option {@code --data}, for every command that starts a stack or talks to one. */
public final class StackFolder {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:DSEL_DATA:-.dsel}",
            description = "The stack's folder (default: $DSEL_DATA, else .dsel in the working directory).")
    private Path folder;

    public Path path() {
        return folder.toAbsolutePath().normalize();
    }

    /**
     * Where a part of the running stack is to be reached.
     *
     * @param part one of the names in {@link io.dsel.stack.Part}
     * @throws CliException {@link ExitCode#NOT_READY} when no stack runs in the folder, or it lacks the part
     */
    public String url(String part) {
        StackFile file = StackFile.read(path())
                .filter(StackFile::supervisorRuns)
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_READY,
                        "no stack runs in " + path() + ": start one with dsel up, or name its folder with --data"));
        return file.part(part)
                .map(PartStatus::url)
                .orElseThrow(() -> new CliException(
                        ExitCode.NOT_READY,
                        "the stack in " + path() + " runs without " + part
                                + ": stop it with dsel down, and start it with all parts"));
    }
}
