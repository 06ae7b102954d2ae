package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.event.EntityKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Finds the first event that left an object with a value. */
@Command(
        name = "when",
        description = "Show when a field of an object first had a value: the event that brought it.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel when artifact terraform-vpc-module --app 09287 --path spec.version --is 2.1.0",
            "  dsel when executionstatusaggregate exec-9012 --path summary.phase --is COMPLETED",
            "  dsel when deployment checkout --app shop --path 'spec.containers[name=web].image' --is shop:7 -o yaml",
            "  dsel when cluster eu --app shop --api-version v1beta1 --path 'spec.regions[1]' --is eu-west-1",
        })
public final class WhenCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ObjectName object;

    @Mixin
    private Services services;

    @Option(
            names = "--path",
            required = true,
            paramLabel = "PATH",
            description = "Where in the object, such as spec.regions[0] or spec.containers[name=web].image.")
    private String path;

    @Option(
            names = "--is",
            required = true,
            paramLabel = "VALUE",
            description = "The value: a string as it is, anything else as JSON writes it.")
    private String value;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (the event) (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private AsVersion version;

    @Mixin
    private Reading reading;

    public WhenCommand() {
        this(Surroundings.ofProcess());
    }

    WhenCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        String name = object.requiredName();
        Url wish = reading.on(version.on(Url.of().with("path", path).with("is", value)));
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            EntityKey key = finder.object(finder.kind(object.kind()), name, object.app());
            Answer.Done done = gateway.get(new Url(Finder.url(key).path() + "/when", wish.query()))
                    .done();
            screen.remarkOn(done.receipt());
            JsonNode event = done.body().path("event");
            if (format == Format.TABLE) {
                screen.print(table(EventView.of(event), screen).text());
            } else {
                screen.document(format, event);
            }
        }
        return ExitCode.OK;
    }

    private static Table table(EventView event, Screen screen) {
        return new Table(screen.style(), "WHEN", "EVENT", "WHO", "EXECUTION", "EVENT ID", "AGE")
                .row(
                        screen.times().showMillis(event.time()),
                        event.kind().name(),
                        event.meta("userId"),
                        event.meta("executionId"),
                        event.meta("eventId"),
                        screen.times().age(event.time()));
    }
}
