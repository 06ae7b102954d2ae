package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Feed;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Lines;
import io.dsel.event.EventJson;
import io.dsel.event.Token;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows events as they come. */
@Command(
        name = "watch",
        description = {
            "Show events as they come, and those before them if asked to.",
            "Goes on until Ctrl-C. After a break it goes on where it was: nothing is missed, nothing shown twice."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel watch                                    # all events, from now on",
            "  dsel watch artifacts deployments --app shop",
            "  dsel watch 'Deployment*' --from 2h            # also those of the last two hours",
            "  dsel watch executionstatusaggregate -o json | jq .spec.summary",
            "  dsel watch --execution run-1 --from beginning --limit 10",
        })
public final class WatchCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(
            arity = "0..*",
            paramLabel = "KIND",
            description = "Kinds of objects or events, or patterns with * (default: all events).")
    private List<String> kinds = List.of();

    @Mixin
    private Services services;

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Only of this application.")
    private String app;

    @Option(names = "--execution", paramLabel = "ID", description = "Only of this execution.")
    private String execution;

    @Option(
            names = "--from",
            paramLabel = "WHEN",
            defaultValue = "now",
            description = "now, beginning, a time at which the log had it (2h, 2026-01-15T10:30), or a write's token"
                    + " (default: ${DEFAULT-VALUE}).")
    private String from;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "0",
            description = "End after so many events (default: never).")
    private int limit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml (a document each) or json (a line each) (default: ${DEFAULT-VALUE}).")
    private Format format;

    public WatchCommand() {
        this(Surroundings.ofProcess());
    }

    WatchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Arguments.requireAtLeast(spec, "--limit", limit, 0);
        Screen screen = Screen.of(spec, surroundings);
        String start = start();
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            List<String> wanted = kinds.stream()
                    .map(kind -> kind.contains("*") ? kind : finder.kindOrEventKind(kind))
                    .toList();
            Url url = Url.of("v1", "watch")
                    .withEach("kind", wanted)
                    .with("app", app)
                    .with("execution", execution)
                    .with("from", start);
            Lines table = new Lines(screen.style(), List.of("WHEN", "EVENT", "APP", "NAME", "WHO"), 23, 24, 10, 20)
                    .paint(3, screen.style()::name);
            new Feed(gateway, url, new WatchOutput(screen, format, table, event -> cells(event, screen), limit, -1))
                    .read();
        }
        return ExitCode.OK;
    }

    private static String[] cells(EventView event, Screen screen) {
        return new String[] {
            screen.times().showMillis(event.time()),
            event.document().path("kind").asString(""),
            event.meta("appId"),
            event.meta("name"),
            event.meta("userId")
        };
    }

    private String start() {
        if (from.equals("now") || from.equals("beginning") || isToken(from)) {
            return from;
        }
        return EventJson.time(Arguments.time(spec, surroundings.times(), "--from", from));
    }

    private static boolean isToken(String text) {
        try {
            Token.parse(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
