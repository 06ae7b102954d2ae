package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Paging;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows what happened in one execution. */
@Command(
        name = "execution",
        description = "Show what happened in a workflow run: its summary, then its events in order.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel execution exec-9012",
            "  dsel execution exec-9012 -o json | jq .aggregate.summary",
        })
public final class ExecutionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "ID", description = "Id of the execution.")
    private String id;

    @Mixin
    private Services services;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private Reading reading;

    public ExecutionCommand() {
        this(Surroundings.ofProcess());
    }

    ExecutionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        try (Api gateway = services.gateway()) {
            Paging journal = Paging.of(gateway, reading.on(Url.of("v1", "executions", id, "events")), 0);
            JsonNode aggregate = aggregate(gateway.get(reading.on(Url.of("v1", "executions", id))));
            if (journal.items().isEmpty() && aggregate.isNull()) {
                throw new CliException(ExitCode.FAILED, "there is no execution '" + id + "'");
            }
            screen.remarkOn(journal.receipt());
            if (format == Format.TABLE) {
                screen.print(ExecutionSummary.text(aggregate, screen.style(), screen.times()));
                screen.print(EventTable.of(journal.items(), screen).text());
            } else {
                screen.document(format, document(aggregate, journal.items()));
            }
        }
        return ExitCode.OK;
    }

    /** The aggregate's spec; a JSON null if the execution has none yet. */
    private static JsonNode aggregate(Answer answer) {
        return switch (answer) {
            case Answer.Done done -> EventView.of(done.body().path("event")).state();
            case Answer.Refused refused when refused.problem().status() == 404 -> Json.MAPPER.nullNode();
            case Answer.Refused refused -> refused.orFail();
        };
    }

    private static ObjectNode document(JsonNode aggregate, List<JsonNode> events) {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.set("aggregate", aggregate);
        ArrayNode array = document.putArray("events");
        events.forEach(array::add);
        return document;
    }
}
