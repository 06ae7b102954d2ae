package io.dsel.cli.commands;

import io.dsel.cli.console.ExitCode;
import io.dsel.cli.progress.Progress;
import io.dsel.cli.text.Format;
import io.dsel.cli.text.Table;
import io.dsel.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds something a second time beside the one that is read; alone, lists what is being rebuilt. */
@Command(
        name = "rebuild",
        description = {
            "Build the index or an aggregate a second time beside the one that is read, compare both, then promote or drop it.",
            "Reads and writes go on meanwhile. Without a command, lists what there is and how far it is."
        },
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "[COMMAND]",
        subcommands = {RebuildAggregateCommand.class, RebuildIndexCommand.class},
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel rebuild                     # what is being rebuilt, and what can be done next",
            "  dsel rebuild index               # build it again, and watch",
            "  dsel rebuild compare index && dsel rebuild promote index",
            "  dsel rebuild rollback index      # read the one from before again",
            "  dsel rebuild drop index          # delete the one that is not read",
            "  dsel rebuild aggregate RolloutWeeklyAggregate -f rollouts.yaml",
        })
public final class RebuildCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec
    private CommandSpec spec;

    @Mixin
    private RebuildTargets targets;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    public RebuildCommand() {
        this(Surroundings.ofProcess());
    }

    RebuildCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    @Override
    public Integer call() {
        Screen screen = Screen.of(spec, surroundings);
        List<Rebuild> rebuilds = new ArrayList<>();
        for (RebuildTarget target : targets.all(screen.style())) {
            try (target) {
                rebuilds.add(target.describe());
            }
        }
        if (format == Format.TABLE) {
            screen.print(text(rebuilds, screen));
        } else {
            ObjectNode document = Json.MAPPER.createObjectNode();
            rebuilds.forEach(rebuild -> document.set(rebuild.target(), rebuild.document()));
            screen.document(format, document);
        }
        return ExitCode.OK;
    }

    @Command(
            name = "compare",
            description = {
                "Hold the one beside against the live one: of the index documents, of an aggregate groups, counts and content.",
                "What comes in meanwhile is left out."
            },
            mixinStandardHelpOptions = true,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:both are equal",
                "1:they differ, and the differences are named; or it was refused",
                "2:wrong command line",
                "3:it could not be done; standard error says why",
            },
            footerHeading = "%nExamples:%n",
            footer = {
                "  dsel rebuild compare index",
                "  dsel rebuild compare index -o json | jq '.examples[].id'",
            })
    int compare(@Mixin RebuildStep step) throws InterruptedException {
        Screen screen = Screen.of(spec, surroundings);
        try (RebuildTarget target = step.target(surroundings, screen.style());
                Progress progress = Progress.of(
                        surroundings.terminal(), screen.err(), screen.times().clock())) {
            RebuildTarget.Comparison comparison = target.compare(progress);
            show(screen, step, comparison.text(), comparison.document());
            return comparison.equal() ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    @Command(
            name = "promote",
            description = {
                "Read the candidate from now on, in one step. It must have taken in all that the log has by now.",
                "The one from before goes on being written, so that a rollback loses nothing."
            },
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = "  dsel rebuild promote index")
    int promote(@Mixin RebuildStep step) {
        return step(step, RebuildTarget::promote, "%s is read now; %s stays until it is dropped.%n");
    }

    @Command(
            name = "rollback",
            description = "Read the one from before the promotion again. The promoted one stays beside it.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = "  dsel rebuild rollback index")
    int rollback(@Mixin RebuildStep step) {
        return step(step, RebuildTarget::rollback, "%s is read again; %s stays until it is dropped.%n");
    }

    @Command(
            name = "drop",
            description = "Delete the one beside the live one: the candidate, or the one from before the promotion.",
            mixinStandardHelpOptions = true,
            footerHeading = "%nExamples:%n",
            footer = "  dsel rebuild drop index")
    int drop(@Mixin RebuildStep step) {
        return step(step, RebuildTarget::drop, "%s is the only one now.%n");
    }

    private int step(RebuildStep step, Function<RebuildTarget, Rebuild> what, String said) {
        Screen screen = Screen.of(spec, surroundings);
        try (RebuildTarget target = step.target(surroundings, screen.style())) {
            Rebuild rebuild = what.apply(target);
            String beside = rebuild.candidate().or(rebuild::previous).orElse("");
            show(
                    screen,
                    step,
                    target.name() + " " + String.format(Locale.ROOT, said, rebuild.live(), beside),
                    rebuild.document());
        }
        return ExitCode.OK;
    }

    private static void show(Screen screen, RebuildStep step, String text, JsonNode document) {
        if (step.format() == Format.TABLE) {
            screen.print(text);
        } else {
            screen.document(step.format(), document);
        }
    }

    private static String text(List<Rebuild> rebuilds, Screen screen) {
        Table table = new Table(screen.style(), "TARGET", "LIVE", "CANDIDATE", "PREVIOUS", "STATE")
                .paint(0, screen.style()::name);
        for (Rebuild rebuild : rebuilds) {
            table.row(
                    rebuild.target(),
                    rebuild.live(),
                    rebuild.candidate().orElse(null),
                    rebuild.previous().orElse(null),
                    rebuild.state());
        }
        return table.text();
    }
}
