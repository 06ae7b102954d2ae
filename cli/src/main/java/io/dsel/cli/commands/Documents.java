package io.dsel.cli.commands;

import io.dsel.event.EventIds;
import java.util.List;
import picocli.CommandLine.Option;

/** Which documents a command sends, and who sends them. */
final class Documents {
    @Option(
            names = {"-f", "--filename"},
            required = true,
            paramLabel = "FILE",
            description = "A file or folder of YAML or JSON, or - for standard input; repeatable.")
    private List<String> files;

    @Option(
            names = {"-R", "--recursive"},
            description = "Look in a folder's folders too.")
    private boolean recursive;

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Application of the objects that do not name theirs.")
    private String app;

    @Option(
            names = "--user",
            paramLabel = "USER",
            defaultValue = "${env:DSEL_USER}",
            description = "Who does it (default: $DSEL_USER, else the system's user).")
    private String user;

    @Option(
            names = "--execution",
            paramLabel = "ID",
            description = "The workflow run that it belongs to (default: one of its own).")
    private String execution;

    @Option(names = "--comment", paramLabel = "TEXT", description = "Why.")
    private String comment;

    /** @throws io.dsel.cli.console.CliException naming the file, and the line if it cannot be understood */
    List<Submission> read(Surroundings surroundings) {
        return ManifestFiles.read(files, recursive, surroundings.in()).stream()
                .map(document -> Submission.of(document, app))
                .toList();
    }

    /** Of this run of the command. */
    Author author(Surroundings surroundings) {
        return new Author(
                user == null || user.isBlank() ? surroundings.user() : user, EventIds.next(), execution, comment);
    }

    /** What was looked at, for a remark that nothing is there. */
    String names() {
        return String.join(", ", files);
    }
}
