package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Times;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Searches events. */
@Command(
        name = "search",
        description = {
            "Search events by text and fields.",
            "Every word must occur, in any field of the object; \"a phrase\", prefix*, a | b and -not work too."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel search 'out of memory' --from 1d",
            "  dsel search --kind Deployment --app shop --facet status.phase=FAILED",
            "  dsel search 'ghcr.io/home-operations/*' --in heads          # what uses it now",
            "  dsel search --user alice@example.com --from 2026-01-15 --to 2026-01-16 -o json",
        })
public final class SearchCommand implements Callable<Integer> {
    /** Which documents to look in. */
    enum Resolution {
        EVENTS,
        AGGREGATES,
        HEADS
    }

    /** The order of what is found. */
    enum Sort {
        RELEVANCE,
        TIME
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "TEXT", description = "What to look for; all events if left out.")
    private List<String> text;

    @Mixin
    private Services services;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Kind of the object, in any case, singular or plural, or of the event; repeatable.")
    private List<String> kinds;

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Application; repeatable.")
    private List<String> apps;

    @Option(names = "--user", paramLabel = "USER", description = "Who did it; repeatable.")
    private List<String> users;

    @Option(names = "--execution", paramLabel = "ID", description = "In which workflow run; repeatable.")
    private List<String> executions;

    @Option(
            names = "--facet",
            paramLabel = "PATH=VALUE",
            description = "A field of the object, such as spec.version=2.1.0; repeatable, all must hold.")
    private List<String> facets;

    @Option(names = "--from", paramLabel = "TIME", description = "Not before: " + Times.ACCEPTED + ".")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Before this time.")
    private String to;

    @Option(
            names = "--in",
            paramLabel = "WHAT",
            description = "events, aggregates or heads (the latest of each object) (default: events).")
    private Resolution resolution;

    @Option(names = "--sort", paramLabel = "ORDER", description = "relevance or time (default: relevance with text).")
    private Sort sort;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Most items to show, up to 500 (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = "--after",
            paramLabel = "CURSOR",
            description = "Go on behind a page; its -o json says where (next).")
    private String after;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml (the events) or json (the whole answer) (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private Reading reading;

    public SearchCommand() {
        this(Surroundings.ofProcess());
    }

    SearchCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        Url url = url();
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            for (String kind : Arguments.orNone(kinds)) {
                url = url.with("kind", finder.kindOrEventKind(kind));
            }
            Answer.Done done = gateway.get(url).done();
            JsonNode answer = done.body();
            screen.remarkOn(done.receipt());
            switch (format) {
                case TABLE -> SearchResults.print(answer, screen);
                case YAML ->
                    screen.documents(
                            format,
                            answer.path("items")
                                    .valueStream()
                                    .map(item -> item.path("event"))
                                    .toList());
                case JSON -> screen.document(format, answer);
            }
        }
        return ExitCode.OK;
    }

    private Url url() {
        Times times = surroundings.times();
        return reading.on(Url.of("v1", "search")
                .with("q", text == null ? null : String.join(" ", text))
                .withEach("app", Arguments.orNone(apps))
                .withEach("user", Arguments.orNone(users))
                .withEach("execution", Arguments.orNone(executions))
                .withEach("facet", Arguments.orNone(facets))
                .with("from", Arguments.timeText(spec, times, "--from", from))
                .with("to", Arguments.timeText(spec, times, "--to", to))
                .with("resolution", lower(resolution))
                .with("sort", lower(sort))
                .with("limit", limit)
                .with("after", after));
    }

    private static String lower(Enum<?> constant) {
        return constant == null ? null : constant.name().toLowerCase(Locale.ROOT);
    }
}
