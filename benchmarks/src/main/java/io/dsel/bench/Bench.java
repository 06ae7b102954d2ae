package io.dsel.bench;

import io.dsel.bench.disk.DiskUse;
import io.dsel.json.Json;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./bench list}, {@code ./bench run NAME [--quick] [--json FILE]} and {@code ./bench disk}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Measures the project's figures on this machine, against real parts.",
        footer = {
            "",
            "Exit status: 0 every goal is met, 1 a goal is short, 2 wrong usage, 3 could not be measured.",
            "",
            "Examples:",
            "  ./bench list",
            "  ./bench run sink-bulk --quick",
            "  ./bench run all --json out.json",
            "  ./bench disk --events 100000"
        })
final class Bench {
    static final int SHORT = 1;
    static final int NOT_MEASURED = 3;

    private static final int PAIRS = 5;
    private static final int QUICK_PAIRS = 2;

    private final List<Ratio> ratios;

    @Spec
    private CommandSpec spec;

    Bench(List<Ratio> ratios) {
        this.ratios = ratios;
    }

    public static void main(String[] arguments) {
        System.exit(commandLine(Ratios.ALL).execute(arguments));
    }

    static CommandLine commandLine(List<Ratio> ratios) {
        return new CommandLine(new Bench(ratios)).setExecutionExceptionHandler((error, command, parsed) -> {
            error.printStackTrace(command.getErr());
            return NOT_MEASURED;
        });
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "Names every ratio, its goal and what is divided by what.")
    void list() {
        PrintWriter out = spec.commandLine().getOut();
        ratios.forEach(ratio -> out.printf("%-18s goal >= %.2f  %s%n", ratio.name(), ratio.goal(), ratio.meaning()));
    }

    @Command(
            name = "run",
            mixinStandardHelpOptions = true,
            description =
                    "Compares outputs, warms up, then times both sides in turn. Exit status 1 if a goal is short.")
    int run(
            @Parameters(paramLabel = "NAME", description = "a ratio's name, or 'all'") String name,
            @Option(names = "--quick", description = "small input, two pairs: shows that it works") boolean quick,
            @Option(
                            names = "--events",
                            paramLabel = "N",
                            description = "events of the input, instead of its usual size")
                    Integer events,
            @Option(names = "--json", paramLabel = "FILE", description = "also write every run's figures") Path json)
            throws Exception {
        if (events != null) {
            requirePositive(events);
        }
        Machine machine = Machine.now();
        machine.warning().ifPresent(this::say);
        List<Score> scores = new ArrayList<>();
        for (Ratio ratio : chosen(name)) {
            try {
                scores.add(run(ratio, quick, events == null ? ratio.events(quick) : events));
            } catch (AssertionError e) {
                say(ratio.name() + ": " + e.getMessage());
                return NOT_MEASURED;
            }
            spec.commandLine().getOut().println(scores.getLast().line());
        }
        if (json != null) {
            write(new Report(machine, quick, scores).json(), json);
        }
        return scores.stream().allMatch(Score::met) ? 0 : SHORT;
    }

    @Command(
            name = "disk",
            mixinStandardHelpOptions = true,
            description = "Measures what a log takes on disk in each tier, for each byte of event.")
    int disk(
            @Option(
                            names = "--events",
                            paramLabel = "N",
                            defaultValue = "20000",
                            description = "events of the log; ${DEFAULT-VALUE} if not given")
                    int events,
            @Option(names = "--json", paramLabel = "FILE", description = "also write the figures") Path json)
            throws Exception {
        requirePositive(events);
        say("disk: " + events + " events, read by all tiers");
        DiskUse use = DiskUse.measure(events);
        PrintWriter out = spec.commandLine().getOut();
        use.lines().forEach(out::println);
        out.flush();
        if (json != null) {
            write(use.json(), json);
        }
        return 0;
    }

    private void requirePositive(int events) {
        if (events < 1) {
            throw new ParameterException(spec.commandLine(), "--events must be at least 1, not " + events);
        }
    }

    private List<Ratio> chosen(String name) {
        List<Ratio> chosen = ratios.stream()
                .filter(ratio -> name.equals("all") || ratio.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "no ratio is named '" + name + "'; there are 'all' and " + names());
        }
        return chosen;
    }

    private List<String> names() {
        return ratios.stream().map(Ratio::name).toList();
    }

    private Score run(Ratio ratio, boolean quick, int events) throws Exception {
        say(ratio.name() + ": preparing " + events + " events");
        try (Ratio.Contest contest = ratio.prepare(events)) {
            say(ratio.name() + ": comparing outputs (also warms up)");
            contest.ours();
            contest.yardstick();
            contest.requireEqualOutputs();
            List<Double> ours = new ArrayList<>();
            List<Double> yardstick = new ArrayList<>();
            int pairs = quick ? QUICK_PAIRS : PAIRS;
            for (int pair = 1; pair <= pairs; pair++) {
                ours.add(contest.ours());
                yardstick.add(contest.yardstick());
                say("%s: pair %d of %d: ours %.0f/s, yardstick %.0f/s"
                        .formatted(ratio.name(), pair, pairs, ours.getLast(), yardstick.getLast()));
            }
            return new Score(ratio.name(), events, ratio.goal(), ours, yardstick);
        }
    }

    private void say(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private void write(ObjectNode figures, Path file) {
        try {
            Files.writeString(file, Json.writePretty(figures) + "\n");
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), "cannot write the figures to " + file + ": " + e);
        }
    }
}
