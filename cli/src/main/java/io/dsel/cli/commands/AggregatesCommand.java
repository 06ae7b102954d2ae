package io.dsel.cli.commands;

import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Lists the aggregates, and how far each is built. */
@Command(
        name = "aggregates",
        description = {
            "List the aggregates that are declared, and how far each is with the events before it.",
            "The live version is what is read; see dsel rebuild for the candidate and the previous one."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel aggregates",
            "  dsel aggregates -o json | jq -r '.items[] | select(.state != \"BUILT\") | .aggregate'"
        })
public final class AggregatesCommand implements Callable<Integer> {
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

    public AggregatesCommand() {
        this(Surroundings.ofProcess());
    }

    AggregatesCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        try (Api gateway = services.gateway()) {
            JsonNode aggregates = gateway.get(Url.of("v1", "aggregates")).orFail();
            if (format == Format.TABLE) {
                screen.print(text(aggregates, screen));
            } else {
                screen.document(format, aggregates);
            }
        }
        return ExitCode.OK;
    }

    private static String text(JsonNode document, Screen screen) {
        Table table = new Table(
                        screen.style(), "AGGREGATE", "VERSION", "ROLE", "FORMULA", "STATE", "OF THE LOG", "DESCRIPTION")
                .paint(0, screen.style()::name);
        for (JsonNode item : document.path("items")) {
            table.row(
                    item.path("name").asString(""),
                    item.path("version").asString(""),
                    item.path("role").asString("").toLowerCase(Locale.ROOT),
                    item.path("formula").asString(""),
                    item.path("state").asString(""),
                    share(item),
                    item.path("description").asString(""));
        }
        return table.text();
    }

    /** How much of what was there before it has been looked at. */
    private static String share(JsonNode item) {
        long end = item.path("end").asLong(0);
        boolean done = end == 0 || item.path("state").asString("").equals("BUILT");
        return done ? null : 100 * item.path("position").asLong(0) / end + " %";
    }
}
