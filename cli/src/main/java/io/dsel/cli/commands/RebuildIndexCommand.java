package io.dsel.cli.commands;

import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Format;
import io.dsel.json.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** Builds the index a second time. */
@Command(
        name = "index",
        description = {
            "Build the index a second time from the log, beside the one that is read, and watch until it has caught up.",
            "If that is under way already, goes on watching. New indices get the sink's settings of today."
        },
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel rebuild index",
            "  dsel rebuild index --rate 500 --detach   # gently; dsel rebuild says how far it is",
            "  dsel rebuild index --rate 0              # as fast as it goes, also of one that is under way",
        })
final class RebuildIndexCommand implements Callable<Integer> {
    @ParentCommand
    private RebuildCommand parent;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RebuildTargets targets;

    @Option(
            names = "--rate",
            paramLabel = "N",
            description = "Documents a second for each instance of the sink; 0 for no limit"
                    + " (default: the sink's rebuild.rate, usually 5000).")
    private Integer rate;

    @Option(names = "--detach", description = "Start it and return.")
    private boolean detach;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode wishes = Json.MAPPER.createObjectNode();
        if (rate != null) {
            Arguments.requireAtLeast(spec, "--rate", rate, 0);
            wishes.put("rate", rate);
        }
        Surroundings surroundings = parent.surroundings();
        Screen screen = Screen.of(spec, surroundings);
        try (RebuildTarget index = targets.index(screen.style())) {
            Rebuild rebuild = index.start(wishes);
            if (!detach) {
                rebuild = new RebuildWatch(index, screen, surroundings.terminal()).untilCaughtUp();
            }
            if (format == Format.TABLE) {
                screen.line("index " + rebuild.candidate().orElse("-") + " beside " + rebuild.live() + ", "
                        + rebuild.state() + ".");
            } else {
                screen.document(format, rebuild.document());
            }
        }
        return ExitCode.OK;
    }
}
