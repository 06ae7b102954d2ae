package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Paging;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.event.EntityKey;
import io.dsel.json.Json;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** From an aggregate to the events in it, and from an event to the aggregates that it brought about. */
@Command(
        name = "lineage",
        description = {
            "Show which events an aggregate is made of, or which aggregates an event brought about.",
            "An aggregate is given as KIND NAME or KIND/NAME, an event by its id alone."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel lineage ArtifactUsageAggregate vpc --app 09287                # the events in it now",
            "  dsel lineage ArtifactUsageAggregate/vpc --app 09287 --as-of 2h     # in what it showed two hours ago",
            "  dsel lineage 0198f3a2-7c1e-7000-8000-3b5d9f2a1c44                  # what this event changed",
        })
public final class LineageCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ObjectName object;

    @Mixin
    private Moment moment;

    @Option(
            names = {"-n", "--limit"},
            paramLabel = "N",
            defaultValue = "1000",
            description = "At most so many; 0 for all (default: ${DEFAULT-VALUE}).")
    private int limit;

    @Mixin
    private Services services;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    public LineageCommand() {
        this(Surroundings.ofProcess());
    }

    LineageCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        moment.on(Url.of(), surroundings.times()); // a wrong option is refused before anything is asked
        try (Api gateway = services.gateway()) {
            Paging found = Paging.of(gateway, object.name() == null ? ofEvent(gateway) : ofAggregate(gateway), limit);
            if (format == Format.TABLE) {
                screen.print(
                        found.items().isEmpty()
                                ? "There are none." + System.lineSeparator()
                                : EventTable.of(found.items(), screen).text());
            } else {
                ObjectNode document = Json.MAPPER.createObjectNode();
                found.items().forEach(document.putArray("events")::add);
                document.put("more", found.more());
                screen.document(format, document);
            }
            if (found.more()) {
                screen.remark("There are more; -n 0 lists all.");
            }
        }
        return ExitCode.OK;
    }

    /** The events up to the change of its group that the aggregate was told with. */
    private Url ofAggregate(Api gateway) {
        Finder finder = new Finder(gateway);
        String app = object.app() == null ? "_" : object.app();
        EntityKey group = new EntityKey(finder.kind(object.kind()), app, object.name());
        Answer answer = gateway.get(moment.on(Finder.url(group), surroundings.times()));
        JsonNode stream = answer.done().body().at("/event/spec/eventStream");
        // A fold in Java tells no sequence; then it has as many changes as events, unless one came with two bodies.
        JsonNode sequence = stream.path(stream.has("sequence") ? "sequence" : "totalEvents");
        if (!sequence.isIntegralNumber()) {
            throw new CliException(
                    ExitCode.FAILED, group.text() + " is no aggregate; dsel aggregates lists what is declared");
        }
        return Url.of("v1", "aggregates", group.kind(), group.appId(), group.name(), "events")
                .with("sequence", sequence.asString());
    }

    /** Aggregates are told one by one, so the event that brings one about is its cause. */
    private Url ofEvent(Api gateway) {
        List<String> kinds = gateway.get(Url.of("v1", "aggregates"))
                .done()
                .body()
                .path("items")
                .valueStream()
                .map(item -> item.path("name").asString(""))
                .distinct()
                .toList();
        return Url.of("v1", "events")
                .withEach("kind", kinds)
                .with("causation", object.kind())
                .with("order", "asc");
    }
}
