package io.dsel.cli.commands;

import java.util.List;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private Authorship authorship;

    /** @throws io.dsel.cli.console.CliException naming the file, and the line if it cannot be understood */
    List<Submission> read(Surroundings surroundings) {
        return ManifestFiles.read(files, recursive, surroundings.in()).stream()
                .map(document -> Submission.of(document, app))
                .toList();
    }

    /** Of this run of the command. */
    Author author(Surroundings surroundings) {
        return authorship.author(surroundings);
    }

    /** What was looked at, for a remark that nothing is there. */
    String names() {
        return String.join(", ", files);
    }
}
