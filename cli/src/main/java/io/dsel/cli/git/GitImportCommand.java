package io.dsel.cli.git;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.progress.Progress;
import io.dsel.cli.text.Terminal;
import io.dsel.event.EventJson;
import io.dsel.event.InvalidEventException;
import io.dsel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code dsel import git}. */
@Command(
        name = "git",
        description = {
            "Import the history of a git repository of manifests.",
            "",
            "Walks the branch along first parents, oldest commit first. Every YAML document with a kind and a"
                    + " metadata.name is an object; its application is the file's directory (/ for the root). A new or"
                    + " changed object becomes <Kind>AppliedEvent, one that is gone <Kind>DeletedEvent, each with the"
                    + " whole object, at the commit's time. Importing again adds only what is new.",
            ""
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel import git .                        # the repository you stand in",
            "  dsel import git https://example.com/cluster.git --branch main",
            "  dsel import git a.bundle --dry-run --verbose   # what would be imported, and what could not be read",
            "  dsel import git . --since 2026-01-01 -o json",
            "  dsel import git . --verify 300           # compare what is stored with git",
        })
public final class GitImportCommand implements Callable<Integer> {

    private enum Format {
        text,
        json
    }

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "SOURCE", description = "A repository's folder, a bundle or a URL.")
    private String source;

    @Option(names = "--branch", paramLabel = "NAME", description = "The branch (default: the one it is on).")
    private Optional<String> branch;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Import what happened since then, and of every object that existed then the event that made"
                    + " it what it was. A date (2026-01-15) or a time (2026-01-15T10:30:00Z).")
    private Optional<String> since;

    @Option(names = "--verbose", description = "List every document that could not be read, and why.")
    private boolean verbose;

    @Option(names = "--dry-run", description = "Read the history and count, but send nothing.")
    private boolean dryRun;

    @Option(
            names = "--verify",
            paramLabel = "N",
            description = "Import nothing; compare N random objects at random times with what git has.")
    private Optional<Integer> verify;

    @Option(
            names = "--tier",
            paramLabel = "TIER",
            description = "Let --verify read from this tier alone: store, index or log.")
    private Optional<String> tier;

    @Option(names = "--seed", paramLabel = "S", description = "Let --verify choose as it did with this seed before.")
    private Optional<Long> seed;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private Services services;

    @Override
    public Integer call() throws IOException, InterruptedException {
        GitImport.Request request = new GitImport.Request(source, branch, since.map(this::time), verbose, dryRun);
        PrintWriter err = spec.commandLine().getErr();
        try (Progress progress = Progress.of(Terminal.isInteractive(), err, InstantSource.system());
                HttpStack stack = dryRun ? null : stack()) {
            GitImport git = new GitImport(request, stack, progress, InstantSource.system(), Thread::sleep);
            return verify.isPresent() ? verify(git, verify.get()) : show(git.run());
        } catch (ImportException e) {
            CliException failed = new CliException(ExitCode.FAILED, e.getMessage());
            failed.initCause(e);
            throw failed;
        }
    }

    private HttpStack stack() {
        try (Api ingest = services.ingest();
                Api gateway = services.gateway()) {
            return new HttpStack(ingest.service(), gateway.service(), tier);
        }
    }

    private int show(ImportReport report) {
        print(format == Format.json ? Json.writePretty(report.json()) + "\n" : report.text());
        return report.sent().failed() == 0 ? ExitCode.OK : ExitCode.FAILED;
    }

    private int verify(GitImport git, int samples) throws IOException, InterruptedException {
        long chosen = seed.orElseGet(() -> new Random().nextLong());
        VerificationReport report = new VerificationReport(chosen, git.verify(samples, new Random(chosen)));
        print(format == Format.json ? Json.writePretty(report.json()) + "\n" : report.text());
        return report.result().isClean() ? ExitCode.OK : ExitCode.FAILED;
    }

    private void print(String text) {
        spec.commandLine().getOut().print(text);
        spec.commandLine().getOut().flush();
    }

    private Instant time(String text) {
        try {
            return text.length() == "2026-01-15".length()
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : EventJson.time("--since", text);
        } catch (InvalidEventException | java.time.DateTimeException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--since " + text + " is neither a date (2026-01-15) nor a time (2026-01-15T10:30:00Z)");
        }
    }
}
