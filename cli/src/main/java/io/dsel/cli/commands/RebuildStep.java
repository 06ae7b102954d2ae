package io.dsel.cli.commands;

import io.dsel.cli.text.Format;
import io.dsel.cli.text.Style;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every step of a rebuild after its start is told: of what, and how to show it. */
final class RebuildStep {
    @Parameters(paramLabel = "TARGET", description = "What is rebuilt: index, or the name of an aggregate.")
    private String name;

    @Mixin
    private Authorship authorship;

    @Mixin
    private RebuildTargets targets;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "table",
            description = "table, yaml or json (default: ${DEFAULT-VALUE}).")
    private Format format;

    /** To be closed by the caller. @throws io.dsel.cli.console.CliException if there is none of that name */
    RebuildTarget target(Surroundings surroundings, Style style) {
        return targets.of(name, authorship.author(surroundings), style);
    }

    Format format() {
        return format;
    }
}
