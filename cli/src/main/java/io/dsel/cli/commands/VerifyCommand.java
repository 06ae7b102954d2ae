package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.progress.Progress;
import io.dsel.json.Json;
import io.dsel.verify.Addresses;
import io.dsel.verify.Options;
import io.dsel.verify.Scope;
import io.dsel.verify.Summary;
import io.dsel.verify.Tier;
import io.dsel.verify.VerificationException;
import io.dsel.verify.Verifier;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Holds the stores, the aggregates and the index against the log. */
@Command(
        name = "verify",
        description = {
            "Recompute from the log what the stores, the aggregates and the index should say, and name what they say"
                    + " instead.",
            "Reads the whole log, with code of its own, and sorts it on disk, so the history may be larger than memory."
                    + " What is written meanwhile is left out."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:all is equal",
            "1:there are differences, and they are named",
            "2:wrong command line",
            "3:it could not be done; standard error says why",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel verify                                # everything",
            "  dsel verify --tier store                   # the state stores, and the aggregates",
            "  dsel verify --kind Artifact --app shop     # some objects; aggregates are not recomputed then",
            "  dsel verify --json | jq '.differences[].of'",
            "  dsel verify --memory 256 --work-dir /data  # a long history",
        })
public final class VerifyCommand implements Callable<Integer> {
    private static final long MEGABYTE = 1 << 20;

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Readers readers;

    @Mixin
    private Foundations foundations;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Only objects of this kind, or aggregates, such as Artifact; may be given several times.")
    private Set<String> kinds = new HashSet<>();

    @Option(names = "--app", paramLabel = "APP", description = "Only objects of this application.")
    private String app;

    /** What can be chosen; the log's own aggregates are part of each. */
    enum Choice {
        STORE,
        INDEX
    }

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            description = "store or index; may be given several times (default: both).")
    private Set<Choice> tiers = EnumSet.noneOf(Choice.class);

    @Option(
            names = "--max-differences",
            paramLabel = "N",
            defaultValue = "100",
            description = "Name at most so many; all are counted (default: ${DEFAULT-VALUE}).")
    private int mostDifferences;

    @Option(
            names = "--memory",
            paramLabel = "MB",
            defaultValue = "64",
            description = "About how much memory sorting may take (default: ${DEFAULT-VALUE}).")
    private int memory;

    @Option(
            names = "--work-dir",
            paramLabel = "DIR",
            defaultValue = "${sys:java.io.tmpdir}",
            description = "Where to sort on disk: some 300 bytes for each event and tier (default: ${DEFAULT-VALUE}).")
    private Path workDir;

    @Option(
            names = "--patience",
            paramLabel = "S",
            defaultValue = "60",
            description =
                    "Seconds that a tier which is behind the log may make no progress (default: ${DEFAULT-VALUE}).")
    private int patience;

    @Option(
            names = {"--json"},
            description = "One JSON document instead of text.")
    private boolean json;

    public VerifyCommand() {
        this(Surroundings.ofProcess());
    }

    VerifyCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Arguments.requireAtLeast(spec, "--max-differences", mostDifferences, 0);
        Arguments.requireAtLeast(spec, "--memory", memory, 1);
        Arguments.requireAtLeast(spec, "--patience", patience, 0);
        Screen screen = Screen.of(spec, surroundings);
        Addresses addresses = addresses();
        Instant began = screen.times().clock().instant();
        try (Progress progress = Progress.of(
                surroundings.terminal(), screen.err(), screen.times().clock())) {
            VerifyReport report = new VerifyReport(screen.style(), progress);
            Summary summary = new Verifier(addresses, options(), report).run();
            progress.end();
            Duration took = Duration.between(began, screen.times().clock().instant());
            if (json) {
                screen.line(Json.writePretty(report.document(summary, took)));
            } else {
                screen.print(report.text(summary, took));
            }
            return summary.isClean() ? ExitCode.OK : ExitCode.FAILED;
        } catch (VerificationException e) {
            throw new CliException(ExitCode.NOT_READY, e.getMessage());
        }
    }

    private Options options() {
        Set<Tier> chosen = EnumSet.noneOf(Tier.class);
        for (Choice choice : tiers.isEmpty() ? EnumSet.allOf(Choice.class) : tiers) {
            chosen.add(
                    switch (choice) {
                        case STORE -> Tier.STORE;
                        case INDEX -> Tier.INDEX;
                    });
        }
        return new Options(
                new Scope(kinds, Optional.ofNullable(app)),
                chosen,
                mostDifferences,
                memory * MEGABYTE,
                workDir,
                Duration.ofSeconds(patience));
    }

    private Addresses addresses() {
        return new Addresses(
                foundations.bootstrapServers(readers::inStack),
                foundations.registry(readers::inStack),
                urls(ReplayCommand.Reader.STREAMS),
                urls(ReplayCommand.Reader.SINK),
                foundations.openSearch(readers::inStack));
    }

    private List<URI> urls(ReplayCommand.Reader reader) {
        return readers.of(reader).stream()
                .map(api -> {
                    try (Api closing = api) {
                        return closing.service();
                    }
                })
                .toList();
    }
}
