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

/** Lists events of any objects. */
@Command(
        name = "events",
        description = "List what happened to any objects, newest first.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel events --app shop --from 1d                          # what happened in an application",
            "  dsel events --user alice@example.com --kind deployments",
            "  dsel events --correlation req-42 --order asc -o json      # what one request led to",
        })
public final class EventsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Services services;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description = "Kind of the object, in any case, singular or plural, or of the event; repeatable.")
    private List<String> kinds;

    @Option(names = "--user", paramLabel = "USER", description = "Who did it; repeatable.")
    private List<String> users;

    @Option(
            names = {"-a", "--app"},
            paramLabel = "APP",
            description = "Application; repeatable.")
    private List<String> apps;

    @Option(
            names = "--causation",
            paramLabel = "EVENT",
            description =
                    "Caused by which event, by its id; repeatable. An aggregate is caused by what brought it about.")
    private List<String> causes;

    @Option(names = "--correlation", paramLabel = "ID", description = "Of which request; repeatable.")
    private List<String> correlations;

    @Option(names = "--execution", paramLabel = "ID", description = "In which workflow run; repeatable.")
    private List<String> executions;

    @Mixin
    private Period period;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "desc",
            description = "desc (newest first) or asc (oldest first) (default: ${DEFAULT-VALUE}).")
    private HistoryCommand.Order order;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Most events to list; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--full", description = "With -o yaml or json, print the whole events.")
    private boolean full;

    @Mixin
    private Reading reading;

    public EventsCommand() {
        this(Surroundings.ofProcess());
    }

    EventsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        Arguments.requireAtLeast(spec, "--limit", limit, 0);
        Url url = url();
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            for (String kind : Arguments.orNone(kinds)) {
                url = url.with("kind", finder.kindOrEventKind(kind));
            }
            Paging events = Paging.of(gateway, url, limit);
            screen.remarkOn(events.receipt());
            if (format == Format.TABLE) {
                Table table = EventTable.of(events.items(), screen);
                screen.print(table.isEmpty() ? "There are none." + System.lineSeparator() : table.text());
            } else {
                screen.documents(format, full ? whole(events.items()) : events.items());
            }
            if (events.more()) {
                screen.remark("There is more; --limit 0 lists all.");
            }
        }
        return ExitCode.OK;
    }

    private Url url() {
        Url url = Url.of("v1", "events")
                .withEach("user", Arguments.orNone(users))
                .withEach("app", Arguments.orNone(apps))
                .withEach("correlation", Arguments.orNone(correlations))
                .withEach("causation", Arguments.orNone(causes))
                .withEach("execution", Arguments.orNone(executions))
                .with("order", order == HistoryCommand.Order.ASC ? "asc" : null)
                .with("full", full ? true : null);
        return reading.on(period.on(url, surroundings.times()));
    }

    private static List<JsonNode> whole(List<JsonNode> items) {
        return items.stream().map(item -> item.path("event")).toList();
    }
}
