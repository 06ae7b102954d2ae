package io.dsel.cli.demo;

import io.dsel.cli.api.Api;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.console.StackFolder;
import io.dsel.cli.demo.Day.Story;
import io.dsel.cli.demo.Player.Played;
import io.dsel.cli.git.GitImportCommand;
import io.dsel.cli.progress.Progress;
import io.dsel.cli.stack.ForegroundStack;
import io.dsel.cli.text.Style;
import io.dsel.cli.text.Terminal;
import io.dsel.cli.text.Times;
import io.dsel.stack.Part;
import io.dsel.stack.PortPlan;
import io.dsel.stack.StackFile;
import io.dsel.stack.StackOptions;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows what DSEL is, on a running stack with something in it. */
@Command(
        name = "demo",
        description = {
            "Start everything, fill it, and show five commands worth typing.",
            "Imports the git history of manifests that it finds, plays a day of deployments over HTTP, and stays up until"
                    + " Ctrl-C. Uses the stack that runs already, if one does."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel demo",
            "  dsel demo --from ~/src/cluster          # with the history of your own manifests",
            "  dsel demo --data /tmp/demo --exit       # for CI: ends when it has shown everything",
        })
public final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private StackFolder data;

    @Option(
            names = "--from",
            paramLabel = "SOURCE",
            description = "Git history to import: a folder, a bundle or a URL"
                    + " (default: the repository that you stand in, if it has manifests).")
    private String from;

    @Option(names = "--no-import", description = "Import nothing.")
    private boolean noImport;

    @Option(names = "--exit", description = "End when everything was shown.")
    private boolean exit;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "7",
            description = "Another seed makes another day (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--port-base",
            paramLabel = "N",
            description = "Use the ports from N on; an error when one is taken.")
    private Integer portBase;

    private final Style style = Style.ofTerminal();
    private final Times times = Times.system();

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean started = start();
        URI gatewayUrl = URI.create(data.url(Part.GATEWAY));
        URI ingestUrl = URI.create(data.url(Part.INGEST));
        try (Api gateway = new Api(gatewayUrl);
                Api ingest = new Api(ingestUrl)) {
            boolean imported = importHistory(gateway, ingest);
            Story story = play(gateway, ingest);
            Guide guide = new Guide(spec.commandLine().getOut(), style, data.path(), gatewayUrl);
            guide.show(Tour.of(story.failure(), imported ? Tour.imported(gateway) : Optional.empty()));
        }
        if (!started || exit) {
            return ExitCode.OK;
        }
        say("Ctrl-C stops it; the data stays.");
        return ForegroundStack.awaitTheEnd();
    }

    /** Whether the stack is this process's own. */
    private boolean start() throws InterruptedException {
        Optional<StackFile> running = StackFile.read(data.path()).filter(StackFile::supervisorRuns);
        if (running.isPresent()) {
            say("Using the stack that runs in " + data.path());
            return false;
        }
        PortPlan ports = portBase == null ? new PortPlan.Usual() : new PortPlan.From(portBase);
        new ForegroundStack(
                        data.path(),
                        StackOptions.everything().withPorts(ports),
                        spec.commandLine().getOut(),
                        spec.commandLine().getErr())
                .start();
        return true;
    }

    /** Whether there was something to import. */
    private boolean importHistory(Api gateway, Api ingest) throws IOException, InterruptedException {
        if (noImport) {
            return false;
        }
        String source = from;
        if (source == null) {
            Optional<Path> repository = GitHistory.around(Path.of(""));
            if (repository.isEmpty() || !GitHistory.mayHoldObjects(repository.get())) {
                say("No git history of manifests here to import; --from names one.");
                return false;
            }
            source = repository.get().toString();
        }
        say(style.heading("Importing the history of " + source));
        int code = new CommandLine(new GitImportCommand())
                .setOut(spec.commandLine().getOut())
                .setErr(spec.commandLine().getErr())
                .setExecutionExceptionHandler(spec.commandLine().getExecutionExceptionHandler())
                .execute(
                        source,
                        "--gateway",
                        gateway.service().toString(),
                        "--ingest",
                        ingest.service().toString());
        catchUp(gateway);
        say("");
        return code == ExitCode.OK;
    }

    /** After an import the stores and the index have some way to go, which is worth a bar. */
    private void catchUp(Api gateway) throws InterruptedException {
        Visibility visibility = new Visibility(gateway, times.clock());
        long whole = visibility.backlog();
        try (Progress progress = progress("Folding and indexing", "records", whole)) {
            visibility.awaitBacklog(left -> progress.at(Math.max(0, whole - left)));
            progress.at(whole);
        }
    }

    private Story play(Api gateway, Api ingest) throws InterruptedException {
        Instant end = times.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Story story = Day.of(seed, end);
        int events = story.events().size();
        say(style.heading("Playing a day of deployments: " + events + " events from "
                + times.show(end.minus(Day.LENGTH)) + " to " + times.show(end)));
        Instant began = times.clock().instant();
        Played played;
        try (Progress progress = progress("Writing", "events", events)) {
            played = new Player(ingest).play(story.events(), progress::at);
        }
        say("  stored after " + since(began));
        Visibility visibility = new Visibility(gateway, times.clock());
        visibility.awaitStore(played);
        say("  readable from the stores after " + since(began));
        visibility.awaitIndex(played, "events");
        visibility.awaitIndex(played, "aggregates");
        say("  searchable, with the summaries of its executions, after " + since(began));
        say("");
        return story;
    }

    private Progress progress(String task, String unit, long whole) {
        PrintWriter err = spec.commandLine().getErr();
        Progress progress = Progress.of(Terminal.isInteractive(), err, times.clock());
        progress.start(task, unit, whole);
        return progress;
    }

    private String since(Instant began) {
        long millis = Duration.between(began, times.clock().instant()).toMillis();
        return String.format(Locale.ROOT, "%.1f s", millis / 1000.0);
    }

    private void say(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
