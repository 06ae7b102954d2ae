package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Feed;
import io.dsel.cli.api.Paging;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Lines;
import io.dsel.cli.text.Table;
import io.dsel.event.EntityKey;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists what happened to an object. */
@Command(
        name = "history",
        description = "List what happened to an object, newest first.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel history deployment checkout --app shop",
            "  dsel history HelmRelease plex --app cluster/apps/media --limit 0     # all of it",
            "  dsel history deployment checkout --app shop --follow",
            "  dsel history deployment checkout --app shop --user alice@example.com --from 7d --order asc",
            "  dsel history artifact terraform-vpc-module --app 09287 -o yaml --full",
            "  dsel history cluster eu --app shop --api-version v1beta1 -o yaml --full",
        })
public final class HistoryCommand implements Callable<Integer> {
    /** Which events come first. */
    enum Order {
        ASC,
        DESC
    }

    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ObjectName object;

    @Mixin
    private Services services;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "Most events to list; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Option(names = "--full", description = "With -o yaml or json, print the whole events.")
    private boolean full;

    @Option(
            names = "--order",
            paramLabel = "ORDER",
            defaultValue = "desc",
            description = "desc (newest first) or asc (oldest first) (default: ${DEFAULT-VALUE}).")
    private Order order;

    @Mixin
    private Period period;

    @Option(names = "--user", paramLabel = "USER", description = "Who did it; repeatable.")
    private List<String> users;

    @Option(names = "--kind", paramLabel = "KIND", description = "Kind of event; repeatable.")
    private List<String> kinds;

    @Option(names = "--execution", paramLabel = "ID", description = "In which workflow run; repeatable.")
    private List<String> executions;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "As the log had it then, without what was written later.")
    private String knownAt;

    @Mixin
    private AsVersion version;

    @Mixin
    private Reading reading;

    @Option(
            names = {"-f", "--follow"},
            description = "Oldest first, and go on with what comes, until Ctrl-C.")
    private boolean follow;

    public HistoryCommand() {
        this(Surroundings.ofProcess());
    }

    HistoryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        String name = object.requiredName();
        Arguments.requireAtLeast(spec, "--limit", limit, 0);
        requireShown();
        Url wish = wish();
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            EntityKey key = finder.object(finder.kind(object.kind()), name, object.app());
            if (follow) {
                follow(gateway, key, screen);
                return ExitCode.OK;
            }
            Url url = new Url(Finder.url(key).path() + "/history", wish.query());
            for (String kind : Arguments.orNone(kinds)) {
                url = url.with("kind", finder.kindOrEventKind(kind));
            }
            Paging history = Paging.of(gateway, url, limit);
            screen.remarkOn(history.receipt());
            history.items().forEach(item -> remarkOn(item, screen));
            if (format == Format.TABLE) {
                screen.print(table(history.items(), screen).text());
            } else {
                screen.documents(
                        format,
                        full
                                ? history.items().stream()
                                        .map(item -> item.path("event"))
                                        .toList()
                                : history.items());
            }
            if (history.more()) {
                screen.remark(
                        "There is more " + (order == Order.ASC ? "after" : "before") + " that; --limit 0 lists all.");
            }
        }
        return ExitCode.OK;
    }

    private void requireShown() {
        version.requireDocument(format);
        if (!full) {
            version.refuse("needs --full; without it nothing of the object is shown");
        }
        if (follow) {
            version.refuse("does not go with --follow, which shows events as they were written");
        }
    }

    private static void remarkOn(JsonNode item, Screen screen) {
        String reason = item.path("notConvertible").asString("");
        if (!reason.isEmpty()) {
            screen.remark(
                    "Note: event " + item.path("eventId").asString("") + " is shown as it was written: " + reason);
        }
    }

    /** History and what comes after it are one read of the log, so they meet without a gap. */
    private void follow(Api gateway, EntityKey key, Screen screen) {
        Url url = Url.of("v1", "watch").with("entity", key.text()).with("from", "beginning");
        Lines table = new Lines(screen.style(), List.of("WHEN", "ACTION", "WHO", "EXECUTION", "EVENT"), 23, 10, 10, 20)
                .paint(1, screen.style()::outcome);
        new Feed(
                        gateway,
                        url,
                        new WatchOutput(
                                screen, format, table, event -> cells(event, screen), 0, limit == 0 ? -1 : limit))
                .read();
    }

    private static String[] cells(EventView event, Screen screen) {
        return new String[] {
            screen.times().showMillis(event.time()),
            event.kind().action(),
            event.meta("userId"),
            event.meta("executionId"),
            event.meta("eventId")
        };
    }

    private Url wish() {
        Url url = Url.of()
                .with("full", full ? true : null)
                .with("order", order == Order.ASC ? "asc" : null)
                .withEach("user", Arguments.orNone(users))
                .withEach("execution", Arguments.orNone(executions))
                .with("knownAt", Arguments.timeText(spec, surroundings.times(), "--known-at", knownAt));
        return reading.on(version.on(period.on(url, surroundings.times())));
    }

    private static Table table(List<JsonNode> items, Screen screen) {
        Table table = new Table(screen.style(), "WHEN", "ACTION", "WHO", "EXECUTION", "EVENT", "AGE")
                .paint(1, screen.style()::outcome);
        for (JsonNode item : items) {
            var time = EventView.time(item.path("timestamp"));
            table.row(
                    screen.times().showMillis(time),
                    item.path("action").asString(""),
                    item.path("userId").asString(""),
                    item.path("executionId").asString(""),
                    item.path("eventId").asString(""),
                    screen.times().age(time));
        }
        return table;
    }
}
