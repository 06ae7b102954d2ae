package io.dsel.cli;

import io.dsel.cli.commands.AggregatesCommand;
import io.dsel.cli.commands.ApplyCommand;
import io.dsel.cli.commands.BlameCommand;
import io.dsel.cli.commands.CompareCommand;
import io.dsel.cli.commands.DiffCommand;
import io.dsel.cli.commands.EventsCommand;
import io.dsel.cli.commands.ExecutionCommand;
import io.dsel.cli.commands.ExecutionsCommand;
import io.dsel.cli.commands.GetCommand;
import io.dsel.cli.commands.HistoryCommand;
import io.dsel.cli.commands.KindsCommand;
import io.dsel.cli.commands.LineageCommand;
import io.dsel.cli.commands.RebuildCommand;
import io.dsel.cli.commands.ReplayCommand;
import io.dsel.cli.commands.SearchCommand;
import io.dsel.cli.commands.ValidateCommand;
import io.dsel.cli.commands.VerifyCommand;
import io.dsel.cli.commands.WatchCommand;
import io.dsel.cli.commands.WhenCommand;
import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.demo.DemoCommand;
import io.dsel.cli.git.ImportCommand;
import io.dsel.cli.stack.DownCommand;
import io.dsel.cli.stack.LogsCommand;
import io.dsel.cli.stack.StatusCommand;
import io.dsel.cli.stack.UpCommand;
import io.dsel.stack.StackException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. Does nothing itself. */
@Command(
        name = "dsel",
        description = "Domain State Event Logging: what was the state, who changed it, and why.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            DemoCommand.class,
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            ImportCommand.class,
            ApplyCommand.class,
            ValidateCommand.class,
            GetCommand.class,
            HistoryCommand.class,
            WatchCommand.class,
            DiffCommand.class,
            CompareCommand.class,
            BlameCommand.class,
            WhenCommand.class,
            ExecutionCommand.class,
            ExecutionsCommand.class,
            EventsCommand.class,
            KindsCommand.class,
            AggregatesCommand.class,
            LineageCommand.class,
            SearchCommand.class,
            RebuildCommand.class,
            ReplayCommand.class,
            VerifyCommand.class,
            HelpCommand.class,
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:could not be done; standard error says why",
            "2:wrong command line",
            "3:the stack, or a part of it, is not ready",
            "128+n:ended by signal n (130: Ctrl-C)",
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel demo                # start everything, fill it and show it",
            "  dsel up                  # start everything; Ctrl-C stops it",
            "  dsel up --detach         # start it in the background",
            "  dsel status -o json      # for scripts",
            "  dsel logs broker -f      # follow one part",
            "  dsel down                # stop it; the data stays in .dsel",
        })
public final class Main implements Runnable {

    @Spec
    private CommandSpec spec;

    @Option(names = "--debug", scope = ScopeType.INHERIT, description = "Show stack traces of errors.")
    private boolean debug;

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        Main main = new Main();
        return new CommandLine(main)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExecutionExceptionHandler(main.errors());
    }

    /** {@code dsel} alone shows what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What a command throws is told in one line, unless it is a defect. */
    private IExecutionExceptionHandler errors() {
        return (error, commandLine, parsed) -> {
            PrintWriter err = commandLine.getErr();
            boolean expected = error instanceof CliException || error instanceof StackException;
            err.println("dsel: " + (expected ? error.getMessage() : error.toString()));
            if (debug || !expected) {
                error.printStackTrace(err);
            }
            err.flush();
            return error instanceof CliException ours ? ours.exitCode() : ExitCode.FAILED;
        };
    }
}
