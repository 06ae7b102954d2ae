package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Problem;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.event.EntityKey;
import io.dsel.event.EventJson;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
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
        })
public final class GetCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ObjectName object;

    @Mixin
    private Services services;

    @Option(
            names = "--as-of",
            paramLabel = "TIME",
            description = "State at this time instead of now: RFC 3339, local time, or how long ago (2h, 3d12h).")
    private String asOf;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Option(names = "--event", description = "Print the whole event, not the object alone; also of a deleted object.")
    private boolean event;

    @Option(names = "--deleted", description = "List deleted objects too.")
    private boolean deleted;

    @Option(names = "--token", paramLabel = "TOKEN", description = "Wait until the write that gave this token is seen.")
    private String token;

    public GetCommand() {
        this(Surroundings.ofProcess());
    }

    GetCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        Instant time = Arguments.time(spec, surroundings.times(), "--as-of", asOf);
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            String kind = finder.kind(object.kind());
            if (object.name() == null) {
                return new Listing(gateway, screen, format, event).print(kind, object.app(), time, deleted, token);
            }
            return one(gateway, finder.object(kind, object.name(), object.app()), time, screen);
        }
    }

    private int one(Api gateway, EntityKey key, Instant time, Screen screen) {
        Url url = Finder.url(key)
                .with("asOf", time == null ? null : EventJson.time(time))
                .with("token", token)
                .with("receipt", true);
        Answer answer = gateway.get(url);
        if (answer instanceof Answer.Refused refused) {
            return absent(key, refused.problem(), screen);
        }
        JsonNode body = answer.orFail();
        screen.remarkOn(body.path("receipt"));
        show(body.path("event"), screen);
        return ExitCode.OK;
    }

    private int absent(EntityKey key, Problem problem, Screen screen) {
        if (!problem.type().equals("deleted")) {
            throw new CliException(ExitCode.FAILED, problem.text());
        }
        JsonNode deletion = problem.document().path("event");
        if (event && deletion.isObject()) {
            show(deletion, screen);
            return ExitCode.OK;
        }
        EventView view = EventView.of(deletion);
        throw new CliException(
                ExitCode.FAILED,
                key + " was deleted " + screen.times().show(view.time()) + " by " + view.meta("userId")
                        + "; its last state: --event, or --as-of a time before that");
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
