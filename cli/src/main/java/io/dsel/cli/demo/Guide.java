package io.dsel.cli.demo;

import io.dsel.cli.commands.ExecutionCommand;
import io.dsel.cli.commands.GetCommand;
import io.dsel.cli.commands.HistoryCommand;
import io.dsel.cli.commands.SearchCommand;
import io.dsel.cli.demo.Tour.Stop;
import io.dsel.cli.text.Style;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/** Types the commands of a tour, and shows what they say. */
final class Guide {
    private static final int MOST_LINES = 30;
    private static final String INDENT = "  ";

    private final PrintWriter out;
    private final Style style;
    private final Path data;
    private final URI gateway;

    /** @param data the stack's folder, which a command has to name unless it is the usual one */
    Guide(PrintWriter out, Style style, Path data, URI gateway) {
        this.out = out;
        this.style = style;
        this.data = data;
        this.gateway = gateway;
    }

    void show(List<Stop> stops) {
        out.println(style.heading("Commands worth typing"));
        out.println();
        for (Stop stop : stops) {
            out.println(INDENT + style.dim(stop.why()));
            out.println(INDENT + style.heading("$ ./dsel " + stop.text() + whichStack()));
            print(run(stop));
            out.println();
            out.flush();
        }
    }

    private String whichStack() {
        boolean usual = data.equals(Path.of(".dsel").toAbsolutePath().normalize());
        return usual ? "" : " --data " + data;
    }

    private List<String> run(Stop stop) {
        List<String> arguments =
                new ArrayList<>(stop.words().subList(1, stop.words().size()));
        arguments.addAll(List.of("--gateway", gateway.toString()));
        StringWriter text = new StringWriter();
        PrintWriter both = new PrintWriter(text, true);
        new CommandLine(command(stop.words().getFirst()))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(both)
                .setErr(both)
                .setExecutionExceptionHandler((error, line, parsed) -> {
                    line.getErr().println("dsel: " + error.getMessage());
                    return CommandLine.ExitCode.SOFTWARE;
                })
                .execute(arguments.toArray(String[]::new));
        return text.toString().lines().toList();
    }

    private void print(List<String> lines) {
        lines.stream().limit(MOST_LINES).forEach(line -> out.println(INDENT + line));
        if (lines.size() > MOST_LINES) {
            out.println(INDENT + style.dim("… and " + (lines.size() - MOST_LINES) + " lines more"));
        }
    }

    private static Object command(String name) {
        return switch (name) {
            case "get" -> new GetCommand();
            case "history" -> new HistoryCommand();
            case "execution" -> new ExecutionCommand();
            case "search" -> new SearchCommand();
            default -> throw new IllegalArgumentException("the tour has no command " + name);
        };
    }
}
