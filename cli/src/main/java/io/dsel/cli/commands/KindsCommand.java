package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the kinds of objects. */
@Command(
        name = "kinds",
        description = "List the kinds of objects, and what can happen to them.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  dsel kinds", "  dsel kinds -o json | jq -r '.kinds[].objectKind'"})
public final class KindsCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Services services;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    public KindsCommand() {
        this(Surroundings.ofProcess());
    }

    KindsCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        try (Api gateway = services.gateway()) {
            JsonNode kinds = gateway.get(Url.of("v1", "kinds")).orFail();
            if (format == Format.TABLE) {
                screen.print(text(kinds, screen));
            } else {
                screen.document(format, kinds);
            }
        }
        return ExitCode.OK;
    }

    private static String text(JsonNode document, Screen screen) {
        Table table = new Table(screen.style(), "KIND", "SCHEMA", "ACTIONS").paint(0, screen.style()::name);
        for (JsonNode kind : document.path("kinds")) {
            String objectKind = kind.path("objectKind").asString("");
            String actions = kind.path("eventKinds")
                    .valueStream()
                    .map(event -> action(event.path("name").asString(""), objectKind))
                    .collect(Collectors.joining(", "));
            table.row(objectKind, kind.path("schema").asString(""), actions);
        }
        for (JsonNode aggregate : document.path("aggregates")) {
            String name = aggregate.isString()
                    ? aggregate.stringValue()
                    : aggregate.path("name").asString("");
            table.row(name, "aggregate", null);
        }
        return table.isEmpty()
                ? "There are none yet; dsel apply or dsel import git brings some." + System.lineSeparator()
                : table.text();
    }

    /** {@code Applied} of {@code ArtifactAppliedEvent}. */
    private static String action(String event, String objectKind) {
        return event.startsWith(objectKind) && event.endsWith("Event")
                ? event.substring(objectKind.length(), event.length() - "Event".length())
                : event;
    }
}
