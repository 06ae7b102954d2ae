package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.cli.text.UnifiedDiff;
import io.dsel.event.EntityKey;
import io.dsel.json.Json;
import io.dsel.json.Yaml;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Shows what changed in an object between two times, or how it differs from another. */
@Command(
        name = "diff",
        description = {
            "Show what changed in an object, as a unified diff of its YAML.",
            "Without times: what its last event changed. With --with: how it differs from another object."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel diff deployment checkout --app shop                       # the last change",
            "  dsel diff deployment checkout --app shop --from 1d             # since yesterday",
            "  dsel diff config db --app shop --from 2026-01-15 --to 2026-01-16 -o json",
            "  dsel diff config db --app shop --with config/payments/db       # from the first to the second",
            "  dsel diff cluster eu --app shop --from 30d --api-version v1    # both as v1, whatever they were written in",
        })
public final class DiffCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ObjectName object;

    @Mixin
    private Services services;

    @Option(
            names = "--from",
            paramLabel = "TIME",
            description = "From its state at this time (default: before its last event until --to).")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "To its state at this time (default: now).")
    private String to;

    @Option(
            names = "--with",
            paramLabel = "KIND/APP/NAME",
            description = "To the state of this object; KIND/NAME where one application alone has it.")
    private String with;

    @Option(
            names = {"-U", "--context"},
            paramLabel = "N",
            defaultValue = "3",
            description = "Unchanged lines around each change (default: ${DEFAULT-VALUE}).")
    private int context;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            description = "table, yaml or json: the changes field by field (default: a unified diff).")
    private Format format;

    @Mixin
    private AsVersion version;

    @Mixin
    private Reading reading;

    public DiffCommand() {
        this(Surroundings.ofProcess());
    }

    DiffCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        String name = object.requiredName();
        Arguments.requireAtLeast(spec, "--context", context, 1);
        Url wish = reading.on(version.on(Url.of()
                .with("from", Arguments.timeText(spec, screen.times(), "--from", from))
                .with("to", Arguments.timeText(spec, screen.times(), "--to", to))
                .with("full", format == null ? true : null)));
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            EntityKey key = finder.object(finder.kind(object.kind()), name, object.app());
            EntityKey other = with == null ? null : other(finder);
            Url url = new Url(Finder.url(key).path() + "/diff", wish.query())
                    .with("with", other == null ? null : other.text());
            switch (gateway.get(url)) {
                case Answer.Refused refused ->
                    throw Finder.absent(
                            key, refused.problem(), screen, "dsel history " + key.kind() + " " + key.name());
                case Answer.Done done -> {
                    screen.remarkOn(done.receipt());
                    show(done.body(), key, other == null ? key : other, screen);
                }
            }
        }
        return ExitCode.OK;
    }

    /** {@code KIND/APP/NAME}, where the application may have slashes, or {@code KIND/NAME}. */
    private EntityKey other(Finder finder) {
        int first = with.indexOf('/');
        int last = with.lastIndexOf('/');
        if (first <= 0 || last == with.length() - 1 || last == first + 1) {
            throw new ParameterException(
                    spec.commandLine(), "Invalid value for option '--with': '" + with + "' is not KIND/APP/NAME");
        }
        String app = first == last ? null : with.substring(first + 1, last);
        return finder.object(finder.kind(with.substring(0, first)), with.substring(last + 1), app);
    }

    private void show(JsonNode answer, EntityKey key, EntityKey other, Screen screen) {
        JsonNode changes = answer.path("changes");
        if (format == null) {
            screen.print(UnifiedDiff.text(
                    side(answer.path("from"), key, screen),
                    side(answer.path("to"), other, screen),
                    context,
                    screen.style()));
        } else if (format == Format.TABLE) {
            screen.print(table(changes, screen).text());
        } else {
            screen.document(format, answer);
        }
        if (changes.isEmpty()) {
            screen.remark("No difference.");
        }
    }

    private static UnifiedDiff.Side side(JsonNode end, EntityKey key, Screen screen) {
        JsonNode event = end.path("event");
        if (!event.isObject()) {
            return new UnifiedDiff.Side("/dev/null", "", List.of());
        }
        EventView view = EventView.of(event);
        List<String> lines = view.kind().isDeletion()
                ? List.of()
                : Yaml.write(view.state()).lines().toList();
        return new UnifiedDiff.Side(
                key.toString(), screen.times().showMillis(view.time()) + " " + view.meta("userId"), lines);
    }

    private static Table table(JsonNode changes, Screen screen) {
        Table table = new Table(screen.style(), "CHANGE", "PATH", "FROM", "TO").paint(1, screen.style()::name);
        for (JsonNode change : changes) {
            String path = change.path("path").asString("");
            table.row(
                    change.path("op").asString(""),
                    path.isEmpty() ? "(all of it)" : path,
                    value(change.path("from")),
                    change.has("to") || !change.has("at") ? value(change.path("to")) : "place " + change.path("at"));
        }
        return table;
    }

    private static String value(JsonNode value) {
        if (value.isMissingNode()) {
            return null;
        }
        return value.isString() ? value.stringValue() : Json.write(value);
    }
}
