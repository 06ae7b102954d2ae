package io.dsel.cli.git;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dsel import}: history that lies elsewhere. */
@Command(
        name = "import",
        description = "Import history as events.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = GitImportCommand.class,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel import git .                        # the repository you stand in",
            "  dsel import git a.bundle --dry-run       # what would be imported",
        })
public final class ImportCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    /** {@code dsel import} alone shows what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
