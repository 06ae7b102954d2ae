package io.dsel.cli.commands;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.text.Style;
import java.util.List;
import picocli.CommandLine.Mixin;

/** What can be rebuilt, and where it is to be found. */
final class RebuildTargets {
    @Mixin
    private Readers readers;

    RebuildTarget index(Style style) {
        return new IndexTarget(readers.of(ReplayCommand.Reader.SINK), style);
    }

    /** Each that is there, whether it is being rebuilt or not. To be closed by the caller. */
    List<RebuildTarget> all(Style style) {
        return List.of(index(style));
    }

    /** @throws CliException if there is none of that name */
    RebuildTarget of(String name, Style style) {
        if (name.equals(IndexTarget.NAME)) {
            return index(style);
        }
        throw new CliException(
                ExitCode.FAILED, "there is no '" + name + "' to rebuild; what there is: " + IndexTarget.NAME);
    }
}
