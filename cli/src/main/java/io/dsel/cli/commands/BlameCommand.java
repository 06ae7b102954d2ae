package io.dsel.cli.commands;

import io.dsel.cli.api.Answer;
import io.dsel.cli.api.Api;
import io.dsel.cli.api.Services;
import io.dsel.cli.api.Url;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.event.EntityKey;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Shows which event set each field of an object. */
@Command(
        name = "blame",
        description = "Show an object's YAML with, before each line, when, by whom and by which event it was set so.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel blame deployment checkout --app shop",
            "  dsel blame deployment checkout --app shop --as-of 2d",
            "  dsel blame cluster eu --app shop --api-version v1beta1",
            "  dsel blame config db --app shop -o json | jq '.fields[] | select(.path == \"spec.value\")'",
        })
public final class BlameCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ObjectName object;

    @Mixin
    private Services services;

    @Mixin
    private Moment moment;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Mixin
    private AsVersion version;

    @Mixin
    private Reading reading;

    public BlameCommand() {
        this(Surroundings.ofProcess());
    }

    BlameCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        String name = object.requiredName();
        Url wish = reading.on(
                version.on(moment.on(Url.of(), screen.times()).with("full", format == Format.TABLE ? true : null)));
        try (Api gateway = services.gateway()) {
            Finder finder = new Finder(gateway);
            EntityKey key = finder.object(finder.kind(object.kind()), name, object.app());
            switch (gateway.get(new Url(Finder.url(key).path() + "/blame", wish.query()))) {
                case Answer.Refused refused ->
                    throw Finder.absent(key, refused.problem(), screen, "--as-of a time before that");
                case Answer.Done done -> {
                    screen.remarkOn(done.receipt());
                    show((ObjectNode) done.body(), screen);
                }
            }
        }
        return ExitCode.OK;
    }

    private void show(ObjectNode answer, Screen screen) {
        if (format == Format.TABLE) {
            JsonNode state = EventView.of(answer.path("event")).state();
            screen.print(
                    BlameText.of(state, answer.path("fields").valueStream().toList(), screen.times(), screen.style()));
        } else {
            screen.document(format, answer);
        }
    }
}
