package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Problem;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.event.EntityKey;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows the state of an object, now or at any time, or lists the objects of a kind. */
@Command(
        name = "get",
        description = {
            "Show an object's state, now or at any time; without NAME, list the objects of a kind.",
            "A table says who left it so and when; -o yaml and -o json print the state itself."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel get artifacts",
            "  dsel get artifact terraform-vpc-module --app 09287 -o yaml",
            "  dsel get deployment checkout --app shop --as-of 2h        # two hours ago",
            "  dsel get deployment checkout --app shop --as-of 2026-01-15T10:30:00Z --event -o json",
            "  dsel get configs --app shop --as-of 1d                    # all of them, as they were yesterday",
            "  dsel get config db --app shop --as-of 1d --known-at 1h    # yesterday's, as the log had it an hour ago",
            "  dsel get config db --app shop --consistency strong        # nothing that the log holds is left out",
            "  dsel get RolloutWeeklyAggregate production@2026-W09 --app shop --as-of 30d --formula then",
            "  dsel get cluster eu --app shop --api-version v1beta1 -o yaml   # whichever version it was written in",
        })
public final class GetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ObjectName object;

    @Mixin
    private Services services;

    @Mixin
    private Moment moment;

    @Mixin
    private AsVersion version;

    @Mixin
    private Reading reading;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--event", description = "Print the whole event, not the object alone; also of a deleted object.")
    private boolean event;

    @Option(
            names = "--formula",
            paramLabel = "now|then|N",
            description = "Of an aggregate: by the formula that is live now, that was live then, or by version N"
                    + " (default: now).")
    private String formula;

    @Option(names = "--deleted", description = "List deleted objects too.")
    private boolean deleted;

    public GetCommand() {
        this(Surroundings.ofProcess());
    }

    GetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        version.requireDocument(format);
        UnaryOperator<Url> wish = url ->
                reading.on(version.on(moment.on(url, surroundings.times()))).with("formula", formula);
        wish.apply(Url.of()); // a wrong option is refused before anything is asked
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            String kind = finder.kind(object.kind());
            if (object.name() == null) {
                Url listing = reading.on(Finder.listing(kind, object.app()));
                return new Listing(gateway, screen, format, event, wish).print(listing, moment.isNow(), deleted);
            }
            return one(gateway, finder.object(kind, object.name(), object.app()), wish, screen);
        }
    }

    private int one(Api gateway, EntityKey key, UnaryOperator<Url> wish, Screen screen) {
        return switch (gateway.get(wish.apply(Finder.url(key)))) {
            case Answer.Refused refused -> absent(key, refused.problem(), screen);
            case Answer.Done done -> {
                screen.remarkOn(done.receipt());
                show(done.body().path("event"), screen);
                yield ExitCode.OK;
            }
        };
    }

    private int absent(EntityKey key, Problem problem, Screen screen) {
        JsonNode deletion = problem.document().path("event");
        if (event && problem.type().equals("deleted") && deletion.isObject()) {
            show(deletion, screen);
            return ExitCode.OK;
        }
        throw Finder.absent(key, problem, screen, "--event, or --as-of a time before that");
    }

    private void show(JsonNode document, Screen screen) {
        EventView view = EventView.of(document);
        if (format == Format.TABLE) {
            screen.print(table(List.of(view), screen).text());
        } else {
            screen.document(format, event ? document : view.state());
        }
    }

    static Table table(List<EventView> events, Screen screen) {
        Table table = new Table(screen.style(), "KIND", "APP", "NAME", "WHEN", "WHO", "ACTION", "AGE")
                .paint(2, screen.style()::name)
                .paint(5, screen.style()::outcome);
        for (EventView view : events) {
            table.row(
                    view.kind().objectKind(),
                    view.meta("appId"),
                    view.meta("name"),
                    screen.times().show(view.time()),
                    view.meta("userId"),
                    view.kind().action(),
                    screen.times().age(view.time()));
        }
        return table;
    }
}
