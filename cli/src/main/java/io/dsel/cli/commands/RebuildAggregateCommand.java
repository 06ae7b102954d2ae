package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Builds another version of an aggregate. */
@Command(
        name = "aggregate",
        description = {
            "Build another version of an aggregate from the log, beside the one that is read, and watch until it is built.",
            "With -f by another manifest, else by the one that there is. If one is being built already, goes on watching.",
            "The streams' option build.rate bounds how many events a second are read for it."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel rebuild aggregate RolloutWeeklyAggregate -f rollouts.yaml",
            "  dsel rebuild compare RolloutWeeklyAggregate && dsel rebuild promote RolloutWeeklyAggregate",
            "  dsel rebuild aggregate ExecutionStatusAggregate --detach   # the same once more, from the log",
        })
final class RebuildAggregateCommand implements Callable<Integer> {
    @ParentCommand
    private RebuildCommand parent;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "NAME", description = "The aggregate.")
    private String name;

    @Option(
            names = {"-f", "--filename"},
            paramLabel = "FILE",
            description = "Its new manifest, YAML or JSON, or - for standard input.")
    private String file;

    @Mixin
    private Authorship authorship;

    @Mixin
    private RebuildTargets targets;

    @Option(names = "--detach", description = "Start it and return.")
    private boolean detach;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws InterruptedException {
        Surroundings surroundings = parent.surroundings();
        Screen screen = Screen.of(spec, surroundings);
        Author author = authorship.author(surroundings);
        if (file != null) {
            apply(author, surroundings);
        }
        try (RebuildTarget aggregate = targets.aggregate(name, author, screen.style())) {
            Rebuild rebuild = aggregate.describe();
            if (rebuild.candidate().isEmpty() && file != null) {
                screen.remark("The manifest counts as " + rebuild.live() + " does, so there is nothing to build.");
                return ExitCode.OK;
            }
            rebuild = aggregate.start(Json.MAPPER.createObjectNode());
            if (!detach) {
                rebuild = new RebuildWatch(aggregate, screen, surroundings.terminal()).untilCaughtUp();
            }
            if (format == Format.TABLE) {
                screen.line(name + ": " + rebuild.candidate().orElse("-") + " beside " + rebuild.live() + ", "
                        + rebuild.state() + ".");
            } else {
                screen.document(format, rebuild.document());
            }
        }
        return ExitCode.OK;
    }

    /** @throws CliException if the file is not the manifest of that aggregate, or is refused */
    private void apply(Author author, Surroundings surroundings) {
        List<ManifestFiles.Document> documents = ManifestFiles.read(List.of(file), false, surroundings.in());
        String wanted = "aggregate/" + name;
        List<Submission> submissions = documents.stream()
                .map(document -> Submission.of(document, null))
                .filter(submission -> submission.label().equalsIgnoreCase(wanted))
                .toList();
        if (submissions.size() != 1) {
            throw new CliException(
                    ExitCode.FAILED, file + " holds " + submissions.size() + " manifests of " + name + ", not one");
        }
        try (Api ingest = targets.ingest()) {
            Answer answer = submissions.getFirst().send(ingest, author.headers(), false);
            answer.orFail();
        }
    }
}
