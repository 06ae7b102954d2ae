package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Paging;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists workflow runs. */
@Command(
        name = "executions",
        description = "List workflow runs, newest first, with what came of them.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel executions --from 1d",
            "  dsel executions --phase failed --app shop",
            "  dsel executions --user alice@example.com -o json",
            "  dsel execution exec-9012                      # one of them, event by event",
        })
public final class ExecutionsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Services services;

    @Option(names = "--phase", paramLabel = "PHASE", description = "How far it came, such as RUNNING or FAILED.")
    private String phase;

    @Option(names = "--user", paramLabel = "USER", description = "Who set it off.")
    private String user;

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Application that it deployed to.")
    private String app;

    @Mixin
    private Period period;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Most executions to list; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private Reading reading;

    public ExecutionsCommand() {
        this(Surroundings.ofProcess());
    }

    ExecutionsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        Arguments.requireAtLeast(spec, "--limit", limit, 0);
        Url url = Url.of("v1", "executions")
                .with("phase", phase)
                .with("user", user)
                .with("app", app);
        url = reading.on(period.on(url, surroundings.times()));
        try (Api gateway = services.gateway()) {
            Paging executions = Paging.of(gateway, url, limit);
            screen.remarkOn(executions.receipt());
            if (format == Format.TABLE) {
                Table table = table(executions.items(), screen);
                screen.print(table.isEmpty() ? "There are none." + System.lineSeparator() : table.text());
            } else {
                screen.documents(
                        format,
                        executions.items().stream()
                                .map(item -> item.path("event"))
                                .toList());
            }
            if (executions.more()) {
                screen.remark("There is more before that; --limit 0 lists all.");
            }
        }
        return ExitCode.OK;
    }

    private static Table table(List<JsonNode> items, Screen screen) {
        Table table = new Table(
                        screen.style(), "EXECUTION", "STARTED", "PHASE", "STATUS", "DURATION", "WHO", "EVENTS", "AGE")
                .paint(0, screen.style()::name)
                .paint(3, screen.style()::outcome);
        for (JsonNode item : items) {
            EventView view = EventView.of(item.path("event"));
            JsonNode aggregate = view.state();
            JsonNode summary = aggregate.path("summary");
            var start = EventView.time(summary.path("startTime"));
            table.row(
                    view.meta("executionId"),
                    screen.times().show(start),
                    summary.path("phase").asString(""),
                    summary.path("status").asString(""),
                    ExecutionSummary.text(summary.path("duration"), screen.times()),
                    aggregate.path("references").path("triggeredBy").asString(""),
                    aggregate.path("eventStream").path("totalEvents").asString(""),
                    screen.times().age(start));
        }
        return table;
    }
}
