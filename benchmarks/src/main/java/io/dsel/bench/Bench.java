package io.dsel.bench;

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
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

/** {@code ./bench list} and {@code ./bench run NAME [--quick] [--json FILE]}. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the project's ratios on this machine, against real parts.",
        footer = {
            "",
            "Examples:",
            "  ./bench list",
            "  ./bench run sink-bulk --quick",
            "  ./bench run all --json out.json"
        })
final class Bench {
    private static final int PAIRS = 5;
    private static final int QUICK_PAIRS = 2;

    private final List<Ratio> ratios;

    @Spec
    private CommandSpec spec;

    Bench(List<Ratio> ratios) {
        this.ratios = ratios;
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench(Ratios.ALL)).execute(arguments));
    }

    @Command(name = "list", description = "Names every ratio, its goal and what is divided by what.")
    void list() {
        PrintWriter out = spec.commandLine().getOut();
        ratios.forEach(ratio -> out.printf("%-18s goal >= %.2f  %s%n", ratio.name(), ratio.goal(), ratio.meaning()));
    }

    @Command(
            name = "run",
            description =
                    "Compares outputs, warms up, then times both sides in turn. Exit status 1 if a goal is short.")
    int run(
            @Parameters(paramLabel = "NAME", description = "a ratio's name, or 'all'") String name,
            @Option(names = "--quick", description = "small input, two pairs: shows that it works") boolean quick,
            @Option(names = "--json", paramLabel = "FILE", description = "also write every run's figures") Path json)
            throws Exception {
        List<Ratio> chosen = ratios.stream()
                .filter(r -> name.equals("all") || r.name().equals(name))
                .toList();
        if (chosen.isEmpty()) {
            spec.commandLine().getErr().println("no ratio is named '" + name + "'; see 'bench list'");
            return 2;
        }
        List<Score> scores = new ArrayList<>();
        for (Ratio ratio : chosen) {
            Score score = run(ratio, quick);
            spec.commandLine().getOut().println(score.line());
            scores.add(score);
        }
        if (json != null) {
            write(scores, quick, json);
        }
        return scores.stream().allMatch(Score::met) ? 0 : 1;
    }

    private Score run(Ratio ratio, boolean quick) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        err.printf("%s: preparing%n", ratio.name());
        try (Ratio.Contest contest = ratio.prepare(quick)) {
            err.printf("%s: comparing outputs (also warms up)%n", ratio.name());
            contest.ours();
            contest.yardstick();
            contest.requireEqualOutputs();
            List<Double> ours = new ArrayList<>();
            List<Double> yardstick = new ArrayList<>();
            for (int pair = 1; pair <= (quick ? QUICK_PAIRS : PAIRS); pair++) {
                ours.add(contest.ours());
                yardstick.add(contest.yardstick());
                err.printf(
                        "%s: pair %d: ours %.0f/s, yardstick %.0f/s%n",
                        ratio.name(), pair, ours.getLast(), yardstick.getLast());
            }
            return new Score(ratio.name(), ratio.goal(), ours, yardstick);
        }
    }

    private static void write(List<Score> scores, boolean quick, Path file) throws IOException {
        ObjectNode document = Json.MAPPER.createObjectNode();
        document.put("processors", Runtime.getRuntime().availableProcessors());
        document.put("java", Runtime.version().toString());
        document.put("quick", quick);
        document.set("scores", Json.MAPPER.valueToTree(scores));
        Files.writeString(file, Json.writePretty(document) + "\n");
    }
}
