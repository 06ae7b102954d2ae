package io.dsel.cli.stack;

import io.dsel.cli.console.CliException;
import io.dsel.cli.console.ExitCode;
import io.dsel.cli.console.StackFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what the parts have logged. */
@Command(
        name = "logs",
        description = "Show the end of the parts' logs, also of a stack that has ended.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {
            "  dsel logs                # the end of all of them",
            "  dsel logs sink -n 200",
            "  dsel logs -f             # go on with what comes, until Ctrl-C",
        })
public final class LogsCommand implements Callable<Integer> {

    private static final String SUFFIX = ".log";
    private static final long LOOK_EVERY_MILLIS = 200;

    @Spec
    private CommandSpec spec;

    @Mixin
    private StackFolder data;

    @Parameters(arity = "0..1", paramLabel = "PART", description = "Only this part; without it, all.")
    private String part;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on with what comes, until Ctrl-C.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            paramLabel = "N",
            defaultValue = "20",
            description = "How many lines of each log (default: ${DEFAULT-VALUE}).")
    private int lines;

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<LogReader> readers = readers();
        for (LogReader reader : readers) {
            reader.end(lines).forEach(out::println);
        }
        out.flush();
        while (follow) {
            Thread.sleep(LOOK_EVERY_MILLIS);
            for (LogReader reader : readers) {
                reader.added().forEach(out::println);
            }
            out.flush();
        }
        return ExitCode.OK;
    }

    private List<LogReader> readers() throws IOException {
        Path folder = data.path().resolve("logs");
        List<String> names = names(folder);
        if (part != null && !names.contains(part)) {
            throw new CliException(
                    ExitCode.FAILED,
                    "no log of '" + part + "' in " + folder + "; there are " + String.join(", ", names));
        }
        List<LogReader> readers = new ArrayList<>();
        for (String name : part == null ? names : List.of(part)) {
            String prefix = part == null ? String.format("%-12s | ", name) : "";
            readers.add(new LogReader(folder.resolve(name + SUFFIX), prefix));
        }
        return readers;
    }

    private static List<String> names(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new CliException(
                    ExitCode.FAILED, "no logs in " + folder + ": no stack has run there yet; dsel up starts one");
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }
}
